import type { Py, TorchForm } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import { residualForm } from './drop-path.ts';
import type { Block, Graph, GraphNode } from './graph.ts';
import { isLeftOut } from './left-out.ts';
import { formOf } from './operator-form.ts';
import { pyKey } from './py-shape.ts';
import type { Row, RowItem } from './rows.ts';
import { rowsOf, usesIn } from './rows.ts';

/** The call that makes a block by its class. */
type MakeOf = (block: Block) => Py;

/** Equal modules in a row. */
export interface Segment {
  readonly make: Py;
  readonly count: number;
  /** The first of the step's children that it is; null where it is none of them. */
  readonly at: number | null;
  /** What its module is called in the row; absent where that is its number. */
  readonly name?: string;
}

/** What one step of a class makes and runs, in one use of it. */
export type Part =
  | { readonly kind: 'operator'; readonly form: TorchForm }
  /** A call of a class of the file. */
  | { readonly kind: 'class'; readonly make: Py }
  /** Modules one after another, equal neighbours counted. */
  | { readonly kind: 'run'; readonly segments: readonly Segment[] }
  /** An earlier step once more, by its name. */
  | { readonly kind: 'again'; readonly earlier: string };

export interface Step {
  /** Of the child; of a run what its children are called without their numbers, or the container that runs them. */
  readonly name: string;
  /** The path of what it makes; absent where it may be called anything. */
  readonly attribute?: string;
  /** The children that it stands for. */
  readonly children: readonly GraphNode[];
  /** Of a row: the place in it of each child's module, where that is the last of what the place runs; else null. */
  readonly places?: readonly (number | null)[];
  readonly part: Part;
  /** By step, or -1 for an input of the class. */
  readonly sources: readonly Source[];
  readonly outputs: number;
}

export interface Steps {
  readonly inputs: readonly string[];
  readonly steps: readonly Step[];
  readonly results: readonly Source[];
}

/** Raised where an operator has no form in PyTorch; `path` leads to it from the class that is being written. */
export class NoForm extends Error {
  readonly path: readonly string[];
  readonly definition: string;
  constructor(path: readonly string[], definition: string) {
    super(`${definition} has no form in PyTorch`);
    this.path = path;
    this.definition = definition;
  }
}

/** A name that ends in a number, as those of copies do. */
const numbered = /^(.*?)_?(\d+)$/;

/** How many of the children from `start` on are blocks in a row that read each other alone. */
function runLength(nodes: readonly GraphNode[], start: number, uses: readonly number[]): number {
  const first = numbered.exec(nodes[start]!.name);
  if (first === null) return 1;
  let length = 1;
  for (let at = start + 1; at < nodes.length; at++) {
    const node = nodes[at]!;
    const match = numbered.exec(node.name);
    const isNext =
      match !== null && match[1] === first[1] && Number(match[2]) === Number(first[2]) + at - start;
    const [source, ...others] = node.sources;
    const isFed = source?.child === at - 1 && others.length === 0 && uses[at - 1] === 1;
    if (!isNext || !isFed || !isRunnable(node)) break;
    length += 1;
  }
  return length;
}

const isRunnable = ({ expansion, block, again, attribute }: GraphNode): boolean =>
  block !== null &&
  attribute === undefined &&
  again === undefined &&
  expansion.inputs.length === 1 &&
  expansion.outputs.length === 1;

/** What a child is made of and run as; two that are alike in it may be one module. */
function codeKey({ again: _, ...node }: GraphNode, makeOf: MakeOf): string {
  const part = partOf({ ...node, sources: [] }, [], makeOf);
  return JSON.stringify(part, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

function partOf(node: GraphNode, nodes: readonly GraphNode[], makeOf: MakeOf): Part {
  const { name, expansion, block, again, branch } = node;
  const earlier = nodes.find((other) => other.name === again);
  // One that is made otherwise is a module of its own, whose weights the whole design ties to the earlier one's.
  if (earlier !== undefined && codeKey(node, makeOf) === codeKey(earlier, makeOf))
    return { kind: 'again', earlier: earlier.name };
  if (block !== null) return { kind: 'class', make: makeOf(block) };
  const form = branch === undefined ? formOf(expansion) : residualForm(branch);
  if (form === null) throw new NoForm([name], expansion.definition.id);
  return { kind: 'operator', form };
}

/** Neighbours that are made alike, counted. */
function counted(segments: readonly Segment[]): readonly Segment[] {
  const all: (Segment & { readonly key: string })[] = [];
  for (const segment of segments) {
    const key = `${segment.name ?? ''}:${pyKey(segment.make)}`;
    const last = all.at(-1);
    if (last?.key === key) all[all.length - 1] = { ...last, count: last.count + segment.count };
    else all.push({ ...segment, key });
  }
  return all.map(({ key: _, ...segment }) => segment);
}

const segmentsOf = (nodes: readonly GraphNode[], makeOf: MakeOf): readonly Segment[] =>
  counted(nodes.map(({ block }, at) => ({ make: makeOf(block!), count: 1, at })));

/** The place in a row of each thing that it runs, by its order, where it is the last that the place runs. */
function placesIn({ items, order }: Row): readonly (number | null)[] {
  const lastOf = (item: RowItem): number | null => {
    if (item.kind === 'row') return lastOf(item.items.at(-1)!);
    return item.kind === 'item' ? item.index : null;
  };
  const places = new Map(items.map((item, place) => [lastOf(item), place]));
  return order.map((index) => places.get(index) ?? null);
}

const gap: Py = py.call('nn.Identity');

/** What a row of modules makes, of the children that it runs. */
function rowSegments({ items, order }: Row, { nodes }: Graph, makeOf: MakeOf): readonly Segment[] {
  const madeOf = (item: RowItem): Py => {
    if (item.kind === 'gap') return gap;
    if (item.kind === 'row') return py.call('nn.Sequential', ...item.items.map(madeOf));
    const { block, expansion, name } = nodes[item.index]!;
    if (block !== null) return makeOf(block);
    const form = formOf(expansion);
    if (form?.kind !== 'module') throw new NoForm([name], expansion.definition.id);
    return form.make;
  };
  return counted(
    items.map((item) => ({
      make: madeOf(item),
      count: 1,
      at: item.kind === 'item' ? order.indexOf(item.index) : null,
      ...(!/^\d+$/.test(item.name) && { name: item.name }),
    })),
  );
}

/**
 * The steps of a graph: operators that leave no code are left out, and blocks in a row with numbers for names are one step.
 * @param makeOf the call that makes a block inside
 */
export function stepsOf(graph: Graph, makeOf: MakeOf): Steps {
  const rows = rowsOf(graph);
  const inRow = new Map(rows.flatMap((row) => row.order.map((at) => [at, row] as const)));
  const { inputs, nodes, results } = graph;
  const uses = usesIn(graph);
  const steps: Step[] = [];
  /** Where the outputs of each child come from, by step. */
  const found = new Map<number, readonly Source[]>();
  const sourceOf = ({ child, output }: Source): Source =>
    child === ownInput ? { child, output } : found.get(child)![output]!;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const row = inRow.get(at);
    if (row !== undefined) {
      if (at !== row.order[0]) continue;
      const source = node.sources.map(sourceOf);
      const own = row.order.map((index) => nodes[index]!);
      const segments = rowSegments(row, graph, makeOf);
      const part: Part = { kind: 'run', segments };
      const { container } = row;
      const child =
        steps.push({
          ...{ name: container === '' ? 'blocks' : container, attribute: container, children: own },
          ...{ part, sources: source, outputs: 1, places: placesIn(row) },
        }) - 1;
      for (const index of row.order) found.set(index, [{ child, output: 0 }]);
      continue;
    }
    const sources = node.sources.map(sourceOf);
    if (isLeftOut(node.expansion)) {
      found.set(at, sources);
      continue;
    }
    const length = isRunnable(node) ? runLength(nodes, at, uses) : 1;
    const neighbours = nodes.slice(at, at + length);
    const outputs = node.expansion.outputs.length;
    const step = steps.length;
    const isWhole = length === nodes.length && isRunnable(node) && numbered.test(node.name);
    const segments = length > 1 || isWhole ? segmentsOf(neighbours, makeOf) : [];
    // A row of blocks that all differ is a row only where it is all there is.
    if (segments.some(({ count }) => count > 1) || isWhole) {
      const name = numbered.exec(node.name)![1]!;
      steps.push({ name, children: neighbours, part: { kind: 'run', segments }, sources, outputs });
      at += length - 1;
    } else {
      steps.push({
        name: node.name,
        ...(node.attribute !== undefined && { attribute: node.attribute }),
        children: [node],
        part: partOf(node, nodes.slice(0, at), makeOf),
        sources,
        outputs,
      });
    }
    found.set(
      at,
      Array.from({ length: outputs }, (_, output) => ({ child: step, output })),
    );
  }
  return { inputs, steps, results: results.map(sourceOf) };
}

/** What is computed with what a step makes, of its inputs and of itself. */
export function runOf({ part, sources }: Pick<Step, 'part' | 'sources'>): Py {
  if (part.kind === 'operator' && part.form.run !== undefined) return part.form.run;
  return py.call(py.self, ...sources.map((_, index) => py.input(index)));
}
