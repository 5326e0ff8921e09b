import { create } from 'zustand';
import { featured, networks } from '../../src-core/catalogue.ts';
import type { ProfileReport, RunReport } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { ReadyNetwork } from '../../src-core/networks/ready-network.ts';

/** How a difference from the baseline is written: `+12.0%` or `1.12×`. */
export type DeltaStyle = 'difference' | 'ratio';

/** A design that stands beside the open one. */
export interface AddedDesign {
  readonly id: string;
  readonly title: string;
  /** What tells it from its siblings: `26w × 4s`, or the file it came from. */
  readonly subtitle: string;
  readonly design: Design;
}

/** What one design showed when all were measured in one go. */
export interface Measured {
  readonly run: RunReport | null;
  readonly issues: readonly Issue[];
}

/** All designs measured in turn within one job, so that their times can be held against one another. */
interface Measurement {
  /** The other machine that they were measured on; null for this one. */
  readonly box: string | null;
  /** By what computes: see `computationOf`. */
  readonly byComputation: ReadonlyMap<string, Measured>;
}

export interface CompareState {
  readonly added: readonly AddedDesign[];
  /** The id of the row that the others are held against. */
  readonly baseline: string;
  readonly deltas: DeltaStyle;
  /** Timed runs of each design. */
  readonly runs: number;
  readonly measurement: Measurement | null;
  /** Why the last measurement came to nothing. */
  readonly failure: readonly Issue[] | null;
  /** Profiles that were made for this page, by what computes. */
  readonly profiles: ReadonlyMap<string, ProfileReport>;
}

/** The row of the open design. */
export const currentId = 'current';

const networkId = (name: string): string => `network:${name}`;

export const asAdded = ({ name, title, subtitle, design }: ReadyNetwork): AddedDesign => ({
  id: networkId(name),
  title,
  subtitle,
  design,
});

/** The network that published comparisons start from. */
const usualBaseline = networkId('resnet-50');

export const useCompare = create<CompareState>(() => ({
  added: featured.map(asAdded),
  baseline: usualBaseline,
  deltas: 'difference',
  runs: 20,
  measurement: null,
  failure: null,
  profiles: new Map(),
}));

/** Ready networks that can still be added. */
export const absentNetworks = (added: readonly AddedDesign[]): readonly ReadyNetwork[] =>
  networks.filter(({ name }) => !added.some((one) => one.id === networkId(name)));

/** Puts a design beside the others; one that is there already takes the new one's place. */
export function addDesign(design: AddedDesign): void {
  useCompare.setState(({ added }) => {
    const isThere = added.some(({ id }) => id === design.id);
    return {
      added: isThere ? added.map((one) => (one.id === design.id ? design : one)) : [...added, design],
    };
  });
}

export function removeDesign(id: string): void {
  useCompare.setState(({ added }) => ({ added: added.filter((one) => one.id !== id) }));
}

export const setCompare = (change: Partial<Pick<CompareState, 'baseline' | 'deltas' | 'runs'>>): void =>
  useCompare.setState(change);

const computations = new WeakMap<Design, string>();

/** Everything of a design that decides what is computed: two designs of one computation take one time. Kept while it is. */
export function computationOf(design: Design): string {
  const computation = computations.get(design) ?? computationText(design);
  computations.set(design, computation);
  return computation;
}

function computationText({ variables, nodes, edges }: Design): string {
  return JSON.stringify([
    variables,
    nodes.map(({ id, definition, fields }) => [id, definition, fields]),
    edges.map(({ from, to }) => [from, to]),
  ]);
}
