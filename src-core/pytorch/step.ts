import type { OperatorDefinition } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Py, TorchForm } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { Graph, GraphNode } from './graph.ts';
import { graphOf, isBlock } from './graph.ts';
import { pyKey } from './py-shape.ts';

/** What one step of a class makes and runs, in one use of it. */
export type Part =
  | { readonly kind: 'operator'; readonly form: TorchForm }
  /** A call of a class of the file. */
  | { readonly kind: 'class'; readonly make: Py }
  /** Blocks one after another, equal neighbours counted. */
  | { readonly kind: 'run'; readonly segments: readonly { readonly make: Py; readonly count: number }[] }
  /** An earlier step once more, by its name. */
  | { readonly kind: 'again'; readonly earlier: string };

export interface Step {
  /** Of the child; of a run what its children are called without their numbers. */
  readonly name: string;
  /** The children that it stands for. */
  readonly children: readonly GraphNode[];
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

/** The form of an operator at the sizes of one use. */
export function formOf(expansion: Expansion): TorchForm | null {
  const definition = expansion.definition as OperatorDefinition;
  return definition.torch(expansion.values, expansion);
}

/** Whether an item leaves no code: it hands its tensors on, and does not act in training either. */
function isLeftOut(expansion: Expansion): boolean {
  const { definition, passesThrough } = expansion;
  if (definition.kind === 'operator') return passesThrough && definition.trains !== true;
  const { inputs, nodes, results } = graphOf(expansion);
  const isHandedOn = results.every(({ child }) => child === ownInput);
  return isHandedOn && results.length === inputs.length && nodes.every((node) => isLeftOut(node.expansion));
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

const isRunnable = ({ expansion, again }: GraphNode): boolean =>
  isBlock(expansion) &&
  again === undefined &&
  expansion.inputs.length === 1 &&
  expansion.outputs.length === 1;

/** How often each child's outputs are read. */
function usesIn({ nodes, results }: Graph): number[] {
  const uses = nodes.map(() => 0);
  for (const { child } of [...nodes.flatMap(({ sources }) => sources), ...results])
    if (child !== ownInput) uses[child]! += 1;
  return uses;
}

/** What a child is made of and run as; two that are alike in it may be one module. */
function codeKey({ name, expansion }: GraphNode, makeOf: (block: Expansion) => Py): string {
  const part = partOf({ name, expansion, sources: [] }, [], makeOf);
  return JSON.stringify(part, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

function partOf(node: GraphNode, nodes: readonly GraphNode[], makeOf: (block: Expansion) => Py): Part {
  const { name, expansion, again } = node;
  const earlier = nodes.find((other) => other.name === again);
  // One that is made otherwise is a module of its own, whose weights the whole design ties to the earlier one's.
  if (earlier !== undefined && codeKey(node, makeOf) === codeKey(earlier, makeOf))
    return { kind: 'again', earlier: earlier.name };
  if (isBlock(expansion)) return { kind: 'class', make: makeOf(expansion) };
  const form = formOf(expansion);
  if (form === null) throw new NoForm([name], expansion.definition.id);
  return { kind: 'operator', form };
}

function segmentsOf(nodes: readonly GraphNode[], makeOf: (block: Expansion) => Py) {
  const segments: { make: Py; key: string; count: number }[] = [];
  for (const { expansion } of nodes) {
    const make = makeOf(expansion);
    const key = pyKey(make);
    const last = segments.at(-1);
    if (last?.key === key) last.count += 1;
    else segments.push({ make, key, count: 1 });
  }
  return segments.map(({ make, count }) => ({ make, count }));
}

/**
 * The steps of a graph: operators that leave no code are left out, and blocks in a row with numbers for names are one step.
 * @param makeOf the call that makes a block inside
 */
export function stepsOf(graph: Graph, makeOf: (block: Expansion) => Py): Steps {
  const { inputs, nodes, results } = graph;
  const uses = usesIn(graph);
  const steps: Step[] = [];
  /** Where the outputs of each child come from, by step. */
  const found = new Map<number, readonly Source[]>();
  const sourceOf = ({ child, output }: Source): Source =>
    child === ownInput ? { child, output } : found.get(child)![output]!;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const sources = node.sources.map(sourceOf);
    if (isLeftOut(node.expansion)) {
      found.set(at, sources);
      continue;
    }
    const length = isRunnable(node) ? runLength(nodes, at, uses) : 1;
    const row = nodes.slice(at, at + length);
    const outputs = node.expansion.outputs.length;
    const step = steps.length;
    const isWhole = length === nodes.length && isRunnable(node) && numbered.test(node.name);
    const segments = length > 1 || isWhole ? segmentsOf(row, makeOf) : [];
    // A row of blocks that all differ is a row only where it is all there is.
    if (segments.some(({ count }) => count > 1) || isWhole) {
      const name = numbered.exec(node.name)![1]!;
      steps.push({ name, children: row, part: { kind: 'run', segments }, sources, outputs });
      at += length - 1;
    } else {
      steps.push({
        name: node.name,
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
