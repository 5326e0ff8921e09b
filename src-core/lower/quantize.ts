import { elementCount } from '../language/tensor.ts';
import type { OnnxConstant, OnnxGraphNode, OnnxWeight } from './onnx-lowering.ts';
import type { ProgramWeight } from './program.ts';
import { UniqueNames } from './unique-names.ts';
import type { ValueRange, ValueRanges } from './value-ranges.ts';

interface Quantizable {
  readonly nodes: readonly OnnxGraphNode[];
  readonly weights: readonly OnnxWeight[];
  readonly constants: readonly OnnxConstant[];
}

/** How reals become whole numbers of 8 bits: value = scale * (number - zero). */
interface Step {
  readonly scale: number;
  readonly zero: number;
}

/** Operators of ONNX with weights that onnxruntime computes in whole numbers: the axis of a weight's output channels, none where it has none. */
const weighted: Readonly<Record<string, (node: OnnxGraphNode, weight: OnnxWeight) => number | null>> = {
  Conv: () => 0,
  Gemm: ({ attributes }) => (Number(attributes?.transB ?? 0) === 1 ? 0 : 1),
  MatMul: (_, { shape }) => (shape.length === 2 ? 1 : null),
};
/** Others that it computes in whole numbers, of tensors alone. */
const computed: ReadonlySet<string> = new Set(['Add', 'Mul', 'Concat', 'AveragePool', 'GlobalAveragePool']);
/** What gives values on as they are, so that one step serves before and behind it. */
const moves: ReadonlySet<string> = new Set([
  ...['MaxPool', 'Reshape', 'Transpose', 'Flatten', 'Squeeze', 'Unsqueeze', 'Split', 'Slice'],
  ...['DepthToSpace', 'SpaceToDepth'],
]);
/** What the rounding behind it does too, where the step has no room for what it cuts off. */
const cuts: ReadonlySet<string> = new Set(['Relu', 'Clip']);

/** The step of 256 numbers from the least to the largest value, zero among them; null where they say nothing. */
function stepOf({ low, high }: ValueRange): Step | null {
  const [least, largest] = [Math.min(0, low), Math.max(0, high)];
  const scale = Math.fround((largest - least) / 255);
  if (!(scale > 0) || !Number.isFinite(scale)) return null;
  return { scale, zero: Math.min(255, Math.max(0, Math.round(-least / scale))) };
}

/** The place along `axis` of each value of a tensor. */
function placeAlong(shape: readonly number[], axis: number): (index: number) => number {
  const behind = elementCount(shape.slice(axis + 1));
  const size = shape[axis] as number;
  return (index) => Math.floor(index / behind) % size;
}

/** For each output channel the scale with which its largest weight is 127. */
function channelScales(values: Float32Array, shape: readonly number[], axis: number): Float32Array {
  const scales = new Float32Array(shape[axis] as number);
  const placeOf = placeAlong(shape, axis);
  for (const [index, value] of values.entries()) {
    const place = placeOf(index);
    scales[place] = Math.max(scales[place] as number, Math.abs(value));
  }
  return scales.map((largest) => (largest > 0 ? largest / 127 : 1));
}

const bounded = (value: number, most: number): number => Math.min(most, Math.max(-most, Math.round(value)));

class Quantizing {
  readonly nodes: OnnxGraphNode[] = [];
  readonly weights = new Map<string, OnnxWeight>();
  readonly constants: OnnxConstant[];
  readonly #given: ReadonlyMap<string, OnnxWeight>;
  readonly #ranges: ValueRanges;
  readonly #readers = new Map<string, OnnxGraphNode[]>();
  readonly #steps = new Map<string, Step | null>();
  /** What is read in the place of a tensor, by its name. */
  readonly #replaced = new Map<string, string>();
  readonly #names: UniqueNames;
  /** What is read in the place of a weight, by its name. */
  readonly #roundedWeights = new Map<string, string>();

  constructor({ nodes, weights, constants }: Quantizable, ranges: ValueRanges) {
    this.#given = new Map(weights.map((weight) => [weight.name, weight]));
    this.#ranges = ranges;
    this.constants = [...constants];
    for (const node of nodes)
      for (const name of new Set(node.inputs))
        this.#readers.set(name, [...(this.#readers.get(name) ?? []), node]);
    this.#names = new UniqueNames([
      ...nodes.flatMap(({ name, inputs, outputs }) => [name, ...inputs, ...outputs]),
      ...[...weights, ...constants].map(({ name }) => name),
    ]);
  }

  /** The steps of all that nodes make, from what was seen of it, and of what they give on. */
  learn(inputs: readonly string[], nodes: readonly OnnxGraphNode[]): void {
    const own = (name: string): Step | null => {
      const range = this.#ranges.get(name);
      return range === undefined ? null : stepOf(range);
    };
    for (const name of inputs) this.#steps.set(name, own(name));
    for (const node of nodes) {
      const given = moves.has(node.op) ? this.#steps.get(node.inputs[0] ?? '') : undefined;
      for (const name of node.outputs) this.#steps.set(name, given ?? own(name));
    }
  }

  /** Whether a node is computed in whole numbers. */
  isWhole(node: OnnxGraphNode): boolean {
    if (node.held !== undefined) return false;
    const axisOf = weighted[node.op];
    const weight = this.#given.get(node.inputs[1] ?? '');
    if (axisOf !== undefined && weight !== undefined) {
      const bias = node.inputs[2];
      return (
        axisOf(node, weight) !== null &&
        weight.precision === 'fp32' &&
        this.#stepBefore(node) !== null &&
        (bias === undefined || this.#given.has(bias))
      );
    }
    const data = moves.has(node.op) ? node.inputs.slice(0, 1) : node.inputs;
    const isKnown = moves.has(node.op) || computed.has(node.op) || node.op === 'MatMul';
    return isKnown && data.every((name) => (this.#steps.get(name) ?? null) !== null);
  }

  #stepBefore(node: OnnxGraphNode): Step | null {
    return this.#steps.get(node.inputs[0] ?? '') ?? null;
  }

  /** Adds a node, reading whole numbers where it can, and rounds what it makes where others read that. */
  add(node: OnnxGraphNode): void {
    const read = (name: string): string => this.#replaced.get(name) ?? name;
    const data = { ...node, inputs: node.inputs.map(read) };
    const isWhole = this.isWhole(node);
    this.nodes.push(isWhole && this.#given.has(node.inputs[1] ?? '') ? this.#withWeights(node, data) : data);
    for (const name of node.outputs) this.round(name, node, isWhole);
  }

  /** Rounds a tensor for all that read it, where what makes it or one of these computes in whole numbers. */
  round(name: string, { path }: Pick<OnnxGraphNode, 'path'>, isWhole: boolean): void {
    const step = this.#steps.get(name) ?? null;
    const readers = this.#readers.get(name) ?? [];
    const [only] = readers;
    if (step === null || only === undefined) return;
    // What is cut off right behind is rounded there.
    if (readers.length === 1 && cuts.has(only.op)) return;
    if (!isWhole && !readers.some((reader) => this.isWhole(reader))) return;
    const scale = this.#constant(`${name}#scale`, [], Float32Array.of(step.scale), 'fp32');
    const zero = this.#constant(`${name}#zero`, [], Float32Array.of(step.zero), 'uint8');
    const [numbers, values] = [this.#names.take(`${name}#numbers`), this.#names.take(`${name}#rounded`)];
    this.nodes.push(
      {
        name: this.#names.take(`${name}#quantize`),
        path,
        op: 'QuantizeLinear',
        inputs: [name, scale, zero],
        outputs: [numbers],
      },
      {
        name: this.#names.take(`${name}#dequantize`),
        path,
        op: 'DequantizeLinear',
        inputs: [numbers, scale, zero],
        outputs: [values],
      },
    );
    this.#replaced.set(name, values);
  }

  #constant(
    name: string,
    shape: readonly number[],
    values: Float32Array,
    precision: OnnxConstant['precision'],
  ): string {
    const taken = this.#names.take(name);
    this.constants.push({ name: taken, shape, values, precision });
    return taken;
  }

  /** A weight that follows from others, as it is stored. */
  #derived(
    name: string,
    like: OnnxWeight,
    shape: readonly number[],
    precision: OnnxWeight['precision'],
    derived: NonNullable<ProgramWeight['derived']>,
  ): string {
    const taken = this.#names.take(name);
    this.weights.set(taken, { ...like, name: taken, shape, precision, derived });
    return taken;
  }

  /** A node on weights of 8 bits with a scale for each output channel, and a bias of 32 bits in steps of what it is added to. */
  #withWeights(node: OnnxGraphNode, data: OnnxGraphNode): OnnxGraphNode {
    const [, weightName, biasName] = node.inputs as readonly [string, string, string?];
    const weight = this.#given.get(weightName) as OnnxWeight;
    const axis = weighted[node.op]?.(node, weight) as number;
    const channels = [weight.shape[axis] as number];
    const placeOf = placeAlong(weight.shape, axis);
    const scalesOf = ([values]: readonly Float32Array[]) =>
      channelScales(values as Float32Array, weight.shape, axis);
    const before = (this.#stepBefore(node) as Step).scale;
    const dequantized = (name: string, inputs: readonly string[]): string => {
      const output = this.#names.take(`${name}#rounded`);
      this.nodes.push({
        name: this.#names.take(`${name}#dequantize`),
        path: node.path,
        op: 'DequantizeLinear',
        inputs,
        outputs: [output],
        attributes: { axis: inputs[0] === undefined || name === biasName ? 0n : BigInt(axis) },
      });
      return output;
    };
    const zeros = (name: string, precision: OnnxConstant['precision']): string =>
      this.#constant(`${name}#zero`, channels, new Float32Array(channels[0] as number), precision);
    const numbersOf = ([values]: readonly Float32Array[]): Float32Array => {
      const scales = scalesOf([values as Float32Array]);
      return (values as Float32Array).map((value, index) =>
        bounded(value / (scales[placeOf(index)] as number), 127),
      );
    };
    const known = this.#roundedWeights.get(weightName);
    const roundedWeight =
      known ??
      dequantized(weightName, [
        this.#derived(`${weightName}#numbers`, weight, weight.shape, 'int8', {
          from: [weight],
          values: numbersOf,
        }),
        this.#derived(`${weightName}#scale`, weight, channels, 'fp32', { from: [weight], values: scalesOf }),
        zeros(weightName, 'int8'),
      ]);
    this.#roundedWeights.set(weightName, roundedWeight);
    const inputs = [data.inputs[0] as string, roundedWeight];
    const bias = biasName === undefined ? undefined : this.#given.get(biasName);
    if (biasName !== undefined && bias !== undefined) {
      const biasNumbers = this.#derived(`${biasName}#numbers`, bias, bias.shape, 'int32', {
        from: [weight, bias],
        values: ([values, summands]) => {
          const scales = scalesOf([values as Float32Array]);
          return (summands as Float32Array).map((value, index) =>
            bounded(value / (before * (scales[index] as number)), 2 ** 31 - 128),
          );
        },
      });
      const biasScale = this.#derived(`${biasName}#scale`, bias, channels, 'fp32', {
        from: [weight],
        values: (sources) => scalesOf(sources).map((each) => before * each),
      });
      inputs.push(dequantized(biasName, [biasNumbers, biasScale, zeros(biasName, 'int32')]));
    }
    return { ...data, inputs };
  }
}

/**
 * The graph with products, sums and means in whole numbers of 8 bits, in ONNX's form of pairs: QuantizeLinear and DequantizeLinear
 * around operators of reals, which a runtime makes one operator of whole numbers of. Tensors have one step each (0 to 255, from
 * what was seen of them), weights one for each output channel (-127 to 127), biases 32 bits. What no range is known of, and
 * operators besides, stay single precision. Outputs of the graph are as they were made.
 * https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
 * @param inputs names of the graph's inputs
 */
export function quantized(graph: Quantizable, inputs: readonly string[], ranges: ValueRanges): Quantizable {
  const quantizing = new Quantizing(graph, ranges);
  quantizing.learn(inputs, graph.nodes);
  for (const name of inputs) quantizing.round(name, { path: name }, false);
  for (const node of graph.nodes) quantizing.add(node);
  const read = new Set(quantizing.nodes.flatMap((node) => node.inputs));
  return {
    nodes: quantizing.nodes,
    weights: [...graph.weights, ...quantizing.weights.values()].filter(({ name }) => read.has(name)),
    constants: quantizing.constants.filter(({ name }) => read.has(name)),
  };
}
