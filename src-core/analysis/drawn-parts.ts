import type { Drawing } from '../document/drawing.ts';
import type { Issue } from '../errors.ts';
import type { BlockDefinition, Catalogue, GraphBuilder, Side } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Given, Values } from '../language/field.ts';
import { partingInside } from '../language/parting.ts';
import { partPortOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import type { Steps } from '../steps.ts';
import { DrawnFault } from './drawn-fault.ts';
import type { Environment } from './environment.ts';
import type { ItemAnalysis } from './item-analysis.ts';
import { issueOfParting } from './parting-issue.ts';

/** What is known of the items drawn inside another, in wiring order, and everything that is wrong there. */
export interface Members {
  readonly items: ReadonlyMap<string, ItemAnalysis>;
  /** Places are counted from the drawing: `conv`, `inner/conv`. */
  readonly issues: readonly Issue[];
}

/** Analyses a drawing that is fed by the given shapes, a step an item; null where one is unknown. */
export type AnalyzeMembers = (
  drawing: Drawing,
  inputs: readonly (Shape | null)[],
  environment: Environment,
  drawn: DrawnMaker,
) => Steps<Members>;

/** A definition made from a drawing. */
export interface DrawnDefinition {
  readonly definition: BlockDefinition;
  /** What is known of the items inside (of the copy that is shown), whether they can be expanded or not. */
  readonly members: (inputs: readonly (Shape | null)[], values: Values | null) => Steps<Members>;
  /** Looks at all that is drawn inside in steps, so that expanding the definition then has only to put it together. */
  readonly prepare: (given: Given, inputs: readonly Shape[]) => Steps<void>;
}

/** Makes definitions of what is drawn inside items. */
export interface DrawnMaker {
  readonly of: (base: BlockDefinition, drawing: Drawing, environment: Environment) => DrawnDefinition;
}

/** The segment of a path that tells the copies of a repeated drawing apart. */
export const copyName = (index: number): string => `copy${index}`;

/** Whether a segment of a path names a copy, and not what puts copies together. */
export const isCopy = (name: string): boolean => /^copy\d+$/.test(name);

/** The items that stand for the ports of a drawing on one side. */
export const portsIn = ({ nodes }: Drawing, catalogue: Catalogue, side: Side): readonly string[] =>
  nodes.filter((node) => partPortOf(catalogue.definitionOf(node.definition)) === side).map(({ id }) => id);

/**
 * Symbols for the channels that enter at the ports of a drawing: C, and of several C with the name of the port, or with its
 * number where the name is none that formulas, LaTeX, Python and spreadsheets take.
 */
export function channelSymbols(ports: readonly string[]): readonly string[] {
  if (ports.length === 1) return ['C'];
  const plain = new Set(ports.filter((port) => /^[A-Za-z0-9_]+$/.test(port)));
  return ports.map((port, index) => {
    if (plain.has(port)) return `C_${port}`;
    let number = index + 1;
    while (plain.has(String(number))) number += ports.length;
    return `C_${number}`;
  });
}

/** The expansion; null where it is refused, which is said when the item itself is expanded. */
export function expansionIn(work: () => Expansion): Expansion | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Refuses a copy that cannot run with the weights of the first. */
export function requireAlike(first: Expansion, copy: Expansion): void {
  const parting = partingInside(first, copy);
  if (parting !== null) throw new DrawnFault([issueOfParting(parting, copyName(1))]);
}

/**
 * Expands what is drawn: its items become the children, in wiring order.
 * @param entering what comes in, by the names of the items that stand for the ports
 */
export function replay(
  { items, issues }: Members,
  entering: ReadonlyMap<string, Wire>,
  graph: GraphBuilder,
): ReadonlyMap<string, readonly Wire[]> {
  const unknown = [...items.values()].some((item) => item.expansion === null);
  if (unknown || issues.length > 0) throw new DrawnFault(issues);
  const wires = new Map<string, readonly Wire[]>();
  for (const [id, { definition, values, sources, expansion, weightsOf }] of items) {
    const fed = sources.map((source) =>
      source === null ? entering.get(id)! : wires.get(source.node)![source.output]!,
    );
    wires.set(id, graph.addAll(id, definition!, values!, ...fed));
    if (expansion?.valuesAt !== undefined) graph.followSizes(id, expansion.valuesAt);
    if (expansion?.call !== undefined) graph.callAs(id, expansion.call);
    if (weightsOf !== undefined) graph.runWith(id, weightsOf);
  }
  return wires;
}

/** As `replay`, for a frame whose ports the wires belong to in order: what leaves at each of its outputs. */
export function replayIn(
  frame: Pick<BlockDefinition, 'inputs' | 'outputs'>,
  members: Members,
  inputs: readonly Wire[],
  graph: GraphBuilder,
): readonly Wire[] {
  const entering = new Map(frame.inputs({}).map(({ name }, index) => [name, inputs[index]!]));
  const wires = replay(members, entering, graph);
  return frame.outputs({}).map(({ name }) => wires.get(name)![0]!);
}
