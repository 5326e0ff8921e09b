import type { Family } from '../../src-core/language/definition.ts';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import type { ItemSummary } from '../../src-core/latency/item-summaries.ts';
import { itemSummaries } from '../../src-core/latency/item-summaries.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { expansionAt } from './profile-tree.ts';

/** What each item of a profile did, at every depth; kinds are the titles of definitions. */
export function summariesOf(
  { report, expansions }: Pick<MeasuredProfile, 'report' | 'expansions'>,
  calibration: Calibration | null,
): ReadonlyMap<string, ItemSummary> {
  return itemSummaries(
    report.nodes.map((node) => ({
      ...node,
      kind: expansionAt(expansions, node.path)?.definition.title ?? node.path,
    })),
    calibration,
  );
}

/** A leaf item in the roofline. */
export interface RooflineDot {
  readonly path: string;
  readonly family: Family | null;
  /** Multiply-accumulates for each byte that it moves. */
  readonly intensity: number;
  /** Multiply-accumulates per second. */
  readonly rate: number;
  /** Of all times of dots, 0 to 1. */
  readonly share: number;
  /** True for an item without multiply-accumulates: it stands at the left edge, as far below the roof as its copying is. */
  readonly movesOnly: boolean;
}

/** Where an axis begins that items without multiply-accumulates stand on, in MACs for each byte. */
export const leastIntensity = 0.01;

/**
 * The leaf items of a profile as dots of its roofline, the slowest first, so that small dots lie over large ones. Items whose bytes
 * the runtime does not tell, or that took no time, are left out.
 */
export function rooflineDots({
  report,
  expansions,
}: Pick<MeasuredProfile, 'report' | 'expansions'>): readonly RooflineDot[] {
  const shown = report.nodes.filter(({ ms, bytes }) => ms > 0 && bytes !== null && bytes > 0);
  const all = shown.reduce((sum, { ms }) => sum + ms, 0);
  return shown
    .map(({ path, ms, macs, bytes }): RooflineDot => {
      const movesOnly = macs === 0;
      const intensity = movesOnly ? leastIntensity : Math.max(leastIntensity, macs / bytes!);
      const rate = movesOnly ? (leastIntensity * bytes! * 1000) / ms : (macs * 1000) / ms;
      const family = expansionAt(expansions, path)?.definition.family ?? null;
      return { path, family, intensity, rate, share: ms / all, movesOnly };
    })
    .sort((a, b) => b.share - a.share);
}
