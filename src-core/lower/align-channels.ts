import { readsOfNode } from '../language/onnx.ts';
import { elementCount } from '../language/tensor.ts';
import type { ChannelLayout } from './channel-layout.ts';
import { alignedLayout, cutLayout, isPlain, joinedLayout, laidOut, plainLayout } from './channel-layout.ts';
import type { OnnxConstant, OnnxGraphNode, OnnxWeight } from './onnx-lowering.ts';

/** A graph whose channels are moved about, and how many channels each of its tensors has where that is known. */
export interface Alignable {
  readonly nodes: readonly OnnxGraphNode[];
  readonly weights: readonly OnnxWeight[];
  readonly constants: readonly OnnxConstant[];
  readonly outputs: ReadonlySet<string>;
  readonly channels: ReadonlyMap<string, number>;
}

/** Operators of ONNX that make zeros of zeros, each channel by itself. */
const keepsZeros: ReadonlySet<string> = new Set([
  'Relu',
  'LeakyRelu',
  'Elu',
  'Selu',
  'Gelu',
  'HardSwish',
  'Tanh',
  'MaxPool',
  'AveragePool',
  'GlobalAveragePool',
]);

/** A convolution with more zeros than this would compute more than its faster kernel saves. */
const mostGrowth = 1.25;

const number = (node: OnnxGraphNode, name: string, usual: number): number =>
  Number(node.attributes?.[name] ?? usual);

/** What is known of a graph while layouts are chosen. */
class Aligning {
  readonly #graph: Alignable;
  readonly #align: number;
  readonly #readers = new Map<string, OnnxGraphNode[]>();
  readonly #weights: ReadonlyMap<string, OnnxWeight>;
  readonly #constants: ReadonlyMap<string, OnnxConstant>;
  readonly #answers = new Map<string, boolean>();

  constructor(graph: Alignable, align: number) {
    this.#graph = graph;
    this.#align = align;
    this.#weights = new Map(graph.weights.map((weight) => [weight.name, weight]));
    this.#constants = new Map(graph.constants.map((constant) => [constant.name, constant]));
    for (const node of graph.nodes) {
      for (const name of new Set(readsOfNode(node)))
        this.#readers.set(name, [...(this.#readers.get(name) ?? []), node]);
    }
  }

  readersOf(name: string): readonly OnnxGraphNode[] {
    return this.#readers.get(name) ?? [];
  }

  /** The weights of a convolution that it alone reads; null where they cannot be laid out. */
  convolution(
    node: OnnxGraphNode,
  ): { weight: OnnxWeight; bias: OnnxWeight | null; isDepthwise: boolean } | null {
    if (node.op !== 'Conv' || node.held !== undefined) return null;
    const [, name = '', biasName] = node.inputs;
    const weight = this.#weights.get(name);
    const bias = biasName === undefined ? null : this.#weights.get(biasName);
    if (weight === undefined || bias === undefined || this.readersOf(name).length > 1) return null;
    if (biasName !== undefined && this.readersOf(biasName).length > 1) return null;
    const group = number(node, 'group', 1);
    const isDepthwise = group > 1 && group === weight.shape[0] && weight.shape[1] === 1;
    return group === 1 || isDepthwise ? { weight, bias, isDepthwise } : null;
  }

  /** The sizes into which a node cuts channels; null where it does not, or where others read the sizes too. */
  cut(node: OnnxGraphNode): readonly number[] | null {
    const sizes = this.#constants.get(node.inputs[1] ?? '');
    if (node.op !== 'Split' || number(node, 'axis', 0) !== 1 || sizes === undefined) return null;
    return this.readersOf(sizes.name).length > 1 ? null : Array.from(sizes.values, Number);
  }

  /** Whether zeros may stand among the channels of a tensor: all that it leads to takes them, or takes them out. */
  takesZeros(name: string): boolean {
    const known = this.#answers.get(name);
    if (known !== undefined) return known;
    const readers = this.readersOf(name);
    const answer =
      !this.#graph.outputs.has(name) &&
      readers.length > 0 &&
      readers.every((node) => {
        if (node.held !== undefined) return false;
        const convolution = this.convolution(node);
        if (convolution !== null) return !convolution.isDepthwise || this.takesZeros(node.outputs[0] ?? '');
        const isJoin = node.op === 'Concat' && number(node, 'axis', 0) === 1;
        const isSum = node.op === 'Add' && this.#sameChannels(node);
        if (isJoin || isSum)
          return (
            [...node.inputs, ...node.outputs].every((each) => this.#knows(each)) &&
            this.takesZeros(node.outputs[0] ?? '')
          );
        if (this.cut(node) !== null) return node.outputs.every((each) => this.takesZeros(each));
        return keepsZeros.has(node.op) && this.takesZeros(node.outputs[0] ?? '');
      });
    this.#answers.set(name, answer);
    return answer;
  }

  #knows(name: string): boolean {
    return this.#graph.channels.has(name);
  }

  #sameChannels({ inputs, outputs }: OnnxGraphNode): boolean {
    const counts = [...inputs, ...outputs].map((name) => this.#graph.channels.get(name));
    return counts.every((count) => count !== undefined && count === counts[0]);
  }

  /** How the channels that a convolution gives are to lie. */
  wanted(name: string, channels: number): ChannelLayout {
    const plain = plainLayout(channels);
    if (!this.takesZeros(name)) return plain;
    const layout = alignedLayout(this.#partsOf(name) ?? [channels], this.#align);
    return layout.length > mostGrowth * channels ? plain : layout;
  }

  /** The parts into which the channels of a tensor are cut next; null where they are not. */
  #partsOf(name: string): readonly number[] | null {
    for (const node of this.readersOf(name)) {
      const isDepthwise = this.convolution(node)?.isDepthwise === true;
      const parts =
        this.cut(node) ??
        (keepsZeros.has(node.op) || isDepthwise ? this.#partsOf(node.outputs[0] ?? '') : null);
      if (parts !== null) return parts;
    }
    return null;
  }
}

/** Layouts of tensors by their names; those that are not there are plain. */
interface Chosen {
  readonly layouts: ReadonlyMap<string, ChannelLayout>;
  /** The convolutions whose zeros a sum cannot take, as it has others on its other side. */
  readonly conflicts: readonly string[];
}

/** Chooses layouts from the first node to the last, with the convolutions of `plain` as they are. */
function chosen({ nodes, channels }: Alignable, aligning: Aligning, plain: ReadonlySet<string>): Chosen {
  const layouts = new Map<string, ChannelLayout>();
  /** The convolutions that a tensor has its layout of. */
  const roots = new Map<string, readonly string[]>();
  const layoutOf = (name: string): ChannelLayout => layouts.get(name) ?? plainLayout(channels.get(name) ?? 0);
  const give = (name: string, layout: ChannelLayout, from: readonly string[]): void => {
    if (isPlain(layout)) return;
    layouts.set(name, layout);
    roots.set(
      name,
      from.flatMap((each) => roots.get(each) ?? []),
    );
  };
  for (const node of nodes) {
    const [first = ''] = node.inputs;
    const [output = ''] = node.outputs;
    const convolution = aligning.convolution(node);
    if (convolution !== null && !convolution.isDepthwise) {
      const layout = aligning.wanted(output, convolution.weight.shape[0] as number);
      if (!plain.has(output) && !isPlain(layout)) {
        layouts.set(output, layout);
        roots.set(output, [output]);
      }
    } else if (node.inputs.some((name) => layouts.has(name))) {
      const parts = aligning.cut(node);
      if (parts !== null) {
        for (const [index, layout] of cutLayout(layoutOf(first), parts).entries())
          give(node.outputs[index] as string, layout, [first]);
      } else if (node.op === 'Concat') {
        give(output, joinedLayout(node.inputs.map(layoutOf)), node.inputs);
      } else if (node.op === 'Add' && String(layoutOf(node.inputs[1] ?? '')) !== String(layoutOf(first))) {
        return { layouts, conflicts: node.inputs.flatMap((name) => roots.get(name) ?? []) };
      } else {
        give(output, layoutOf(first), node.inputs);
      }
    }
  }
  return { layouts, conflicts: [] };
}

/**
 * The same computation with zeros among the channels, so that each convolution has a multiple of `align` of them, as the fast kernels of a runtime
 * want: weights get rows and columns of zeros, and what cuts channels cuts them where the zeros end. What enters and what leaves
 * the graph stays as it is; so does a convolution that would grow by more than a quarter.
 * @returns the graph, and the tensors whose channels lie otherwise
 */
export function alignChannels(graph: Alignable, align: number) {
  const aligning = new Aligning(graph, align);
  const plain = new Set<string>();
  let found = chosen(graph, aligning, plain);
  while (found.conflicts.length > 0) {
    for (const name of found.conflicts) plain.add(name);
    found = chosen(graph, aligning, plain);
  }
  const { layouts } = found;
  const changed = new Map<string, OnnxWeight>();
  const sizes = new Map<string, OnnxConstant>();
  const nodes = graph.nodes.map((node) => {
    const convolution = aligning.convolution(node);
    const parts = aligning.cut(node);
    if (convolution !== null) return laidOutConvolution(node, convolution, layouts, changed);
    const layout = layouts.get(node.inputs[0] ?? '');
    if (parts !== null && layout !== undefined) {
      const name = node.inputs[1] as string;
      const values = cutLayout(layout, parts).map((part) => BigInt(part.length));
      sizes.set(name, { ...(graph.constants.find((one) => one.name === name) as OnnxConstant), values });
    }
    return node;
  });
  return {
    nodes,
    weights: graph.weights.map((weight) => changed.get(weight.name) ?? weight),
    constants: graph.constants.map((constant) => sizes.get(constant.name) ?? constant),
    moved: new Set(layouts.keys()),
  };
}

/** A convolution on channels that lie otherwise; its weights come to stand in `changed`. */
function laidOutConvolution(
  node: OnnxGraphNode,
  { weight, bias, isDepthwise }: NonNullable<ReturnType<Aligning['convolution']>>,
  layouts: ReadonlyMap<string, ChannelLayout>,
  changed: Map<string, OnnxWeight>,
): OnnxGraphNode {
  const [outputs, inputs] = weight.shape as readonly [number, number, ...number[]];
  const entering = layouts.get(node.inputs[0] ?? '');
  const leaving = layouts.get(node.outputs[0] ?? '');
  if (entering === undefined && leaving === undefined) return node;
  const rows = leaving ?? plainLayout(outputs);
  const columns = isDepthwise ? plainLayout(1) : (entering ?? plainLayout(inputs));
  const inner = elementCount(weight.shape.slice(2));
  changed.set(weight.name, {
    ...weight,
    shape: [rows.length, columns.length, ...weight.shape.slice(2)],
    derived: {
      from: [weight],
      values: ([values]) => laidOut(values as Float32Array, rows, columns, inner),
    },
  });
  if (bias !== null)
    changed.set(bias.name, {
      ...bias,
      shape: [rows.length],
      derived: {
        from: [bias],
        values: ([values]) => laidOut(values as Float32Array, rows, plainLayout(1), 1),
      },
    });
  return isDepthwise ? { ...node, attributes: { ...node.attributes, group: BigInt(rows.length) } } : node;
}
