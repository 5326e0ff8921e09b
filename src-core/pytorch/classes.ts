import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { PyClass } from './class-form.ts';
import type { Block, Graph, GraphNode } from './graph.ts';
import type { Identifiers } from './names.ts';
import { className, lastPart } from './names.ts';
import type { Use } from './py-class.ts';
import { isPlainModule, makeOf, stepKey, writeClass } from './py-class.ts';
import type { Step, Steps } from './step.ts';
import { stepsOf } from './step.ts';

/** Things by what they have in common, in the order in which each first comes. */
function groupedBy<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}

/** Blocks of a design, each once, with the name that the first item of each has. */
interface Found {
  readonly block: Block;
  readonly item: string;
  /** How deep blocks stand in it. */
  readonly height: number;
}

function blocksIn(graph: Graph): readonly Found[] {
  const found = new Map<Block, Found>();
  const visit = ({ name, block }: GraphNode): number => {
    if (block === null) return 0;
    const known = found.get(block);
    if (known !== undefined) return known.height;
    const height = 1 + Math.max(0, ...block.graph.nodes.map(visit));
    found.set(block, { block, item: lastPart(name), height });
    return height;
  };
  for (const node of graph.nodes) visit(node);
  return [...found.values()];
}

/**
 * How deep blocks stand in those of each definition at most, by its id, so that all uses of one are written at once; null where
 * blocks of a definition stand in one another, and only each block's own depth tells an order.
 */
function definitionHeights(blocks: readonly Found[]): ReadonlyMap<string, number> | null {
  const inside = new Map<string, Set<string>>();
  for (const { block } of blocks) {
    const { id } = block.expansion.definition;
    const own = inside.get(id) ?? new Set<string>();
    inside.set(id, own);
    for (const { block: inner } of block.graph.nodes)
      if (inner !== null) own.add(inner.expansion.definition.id);
  }
  const heights = new Map<string, number>();
  const open = new Set<string>();
  const heightOf = (id: string): number => {
    const known = heights.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return Number.POSITIVE_INFINITY;
    open.add(id);
    const height = 1 + Math.max(0, ...[...inside.get(id)!].map(heightOf));
    heights.set(id, height);
    return height;
  };
  const isOrdered = [...inside.keys()].map(heightOf).every(Number.isFinite);
  return isOrdered ? heights : null;
}

/** The classes of a design's blocks: one for all blocks of one form. */
export class Classes {
  readonly all: PyClass[] = [];
  readonly #names: Identifiers;
  readonly #byBlock = new Map<Block, PyClass>();

  constructor(graph: Graph, names: Identifiers) {
    this.#names = names;
    const blocks = blocksIn(graph);
    const heights = definitionHeights(blocks);
    const heightOf = ({ block, height }: Found): number =>
      heights?.get(block.expansion.definition.id) ?? height;
    const highest = Math.max(0, ...blocks.map(heightOf));
    for (let height = 1; height <= highest; height++) {
      const groups = groupedBy(
        blocks.filter((block) => heightOf(block) === height),
        ({ block }) => block.expansion.definition.id,
      );
      for (const group of groups.values()) this.#write(group);
    }
  }

  readonly of = (block: Block): PyClass => this.#byBlock.get(block)!;

  /** The steps of a graph whose blocks all have their classes. */
  stepsOf(graph: Graph): Steps {
    return stepsOf(graph, (block) => makeOf(this.of(block), block.expansion));
  }

  /** The classes of blocks of one definition. */
  #write(blocks: readonly Found[]): void {
    const uses = blocks.map(({ block, item }) => ({
      block,
      expansion: block.expansion,
      item,
      steps: this.stepsOf(block.graph),
    }));
    const clusters = [...groupedBy(uses, ({ steps }) => formOf(steps)).values()].toSorted(
      (a, b) => extent(b[0]!.steps) - extent(a[0]!.steps),
    );
    const merged: (typeof uses)[] = [];
    for (const cluster of clusters) {
      const fit = merged.find((whole) => isPartOf(cluster[0]!.steps, whole[0]!.steps));
      if (fit === undefined) merged.push([...cluster]);
      else fit.push(...cluster);
    }
    for (const cluster of merged) {
      const { expansion, item } = cluster[0]!;
      const { definition } = expansion;
      const isDrawing = definition.kind === 'block' && definition.drawn !== undefined;
      const name = this.#names.take(className(isDrawing ? item : definition.title), '');
      const written = writeClass(name, definition, cluster satisfies readonly Use[], this.of);
      this.all.push(written);
      for (const use of cluster) this.#byBlock.set(use.block, written);
    }
  }
}

const sourceText = ({ child, output }: Source, { inputs, steps }: Steps): string =>
  `${child === ownInput ? `in:${inputs[output]}` : steps[child]!.name}:${output}`;

const sourcesText = (sources: readonly Source[], steps: Steps): string =>
  sources.map((source) => sourceText(source, steps)).join();

/** What steps are alike in, whatever their numbers. */
const formOf = (steps: Steps): string =>
  [
    steps.inputs.join(),
    ...steps.steps.map(
      (step) => `${step.name}=${step.attribute ?? ''}:${stepKey(step)}(${sourcesText(step.sources, steps)})`,
    ),
    sourcesText(steps.results, steps),
  ].join('\n');

/** Whether a step may be left out: it has one input, which then passes. */
const isOptional = ({ part, sources, outputs, attribute }: Step): boolean =>
  sources.length === 1 &&
  outputs === 1 &&
  attribute?.includes('.') !== true &&
  (part.kind === 'class' ||
    part.kind === 'run' ||
    (part.kind === 'operator' && part.form.kind === 'module' && part.form.run === undefined));

/** Whether a step of one use can be that of another: arguments may say how often a run repeats, and which module runs. */
function isAlike(step: Step, other: Step): boolean {
  if (step.attribute !== other.attribute) return false;
  if (stepKey(step) === stepKey(other) || (isPlainModule(step) && isPlainModule(other))) return true;
  return step.part.kind === 'run' && other.part.kind === 'run' && stepKey(step).startsWith(stepKey(other));
}

/** What a cluster of uses is sorted by: those that have most come first. */
const extent = ({ steps }: Steps): number =>
  steps.reduce((sum, { part }) => sum + (part.kind === 'run' ? part.segments.length : 1), 0);

/** Whether steps are those of another use without some that may be left out. */
function isPartOf(part: Steps, whole: Steps): boolean {
  if (part.inputs.join() !== whole.inputs.join()) return false;
  const own = new Map(part.steps.map((step) => [step.name, step]));
  const names = new Set(whole.steps.map(({ name }) => name));
  if (own.size !== part.steps.length || names.size !== whole.steps.length) return false;
  if (![...own.keys()].every((name) => names.has(name))) return false;
  /** The source that stands where one is left out. */
  const passed = (source: Source): Source => {
    const step = whole.steps[source.child];
    return step === undefined || own.has(step.name) ? source : passed(step.sources[0]!);
  };
  const isSame = (sources: readonly Source[], ownSources: readonly Source[]): boolean =>
    sources.map((source) => sourceText(passed(source), whole)).join() === sourcesText(ownSources, part);
  const order = whole.steps.filter(({ name }) => own.has(name)).map(({ name }) => name);
  if (order.join() !== part.steps.map(({ name }) => name).join()) return false;
  return (
    whole.steps.every((step) => {
      const other = own.get(step.name);
      if (other === undefined) return isOptional(step);
      return isAlike(step, other) && isSame(step.sources, other.sources);
    }) && isSame(whole.results, part.results)
  );
}
