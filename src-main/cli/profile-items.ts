import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import type { ProfileReport } from '../../src-core/contract.ts';
import { bytesText, compactText, unknown } from '../../src-core/format.ts';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import { holdsFor } from '../../src-core/latency/calibration.ts';
import type { ItemSummary } from '../../src-core/latency/item-summaries.ts';
import { itemSummaries } from '../../src-core/latency/item-summaries.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { userDataFolder } from '../files/user-data.ts';
import { threads } from '../runner/threads.ts';
import type { Json } from './json.ts';

/** What this person has measured of the device that a report is of; null where it was not calibrated. */
export async function calibrationFor({
  device,
  adapter,
  onnxruntime,
}: Pick<ProfileReport, 'device' | 'adapter' | 'onnxruntime'>): Promise<Calibration | null> {
  const known = await calibrationStore(userDataFolder()).list();
  return known.find((one) => holdsFor(one, { device, adapter, threads, onnxruntime })) ?? null;
}

/** What each item of a profile did, at every depth. */
export function summariesOf(
  { nodes }: Pick<ProfileReport, 'nodes'>,
  analysis: Analysis,
  calibration: Calibration | null,
): ReadonlyMap<string, ItemSummary> {
  const operators = flatProgramOf(analysis)?.operators ?? [];
  const kinds = new Map(operators.map(({ path, definition }) => [path, definition.id]));
  return itemSummaries(
    nodes.map((node) => ({ ...node, kind: kinds.get(node.path) ?? 'output' })),
    calibration,
  );
}

export const percentOf = (share: number | undefined): string =>
  share === undefined ? unknown : `${(100 * share).toFixed(0)}%`;

/** What holds an item back, in words: `stage1 moves 3.10 MB for 900.0 kMACs: concat and split dominate`. */
export function reasonText({ path, macs, bytes, dominant, roofline }: ItemSummary): string {
  const moved = bytes === null ? unknown : bytesText(BigInt(bytes));
  const work = `${path} moves ${moved} for ${compactText(BigInt(macs))}${macs < 1000 ? ' ' : ''}MACs`;
  const held =
    roofline === null
      ? ''
      : `, ${roofline.bound}-bound at ${percentOf(roofline.shareOfCeiling)} of the ceiling`;
  if (dominant.length === 0) return `${work}${held}`;
  return `${work}${held}: ${dominant.join(' and ')} dominate${dominant.length === 1 ? 's' : ''}`;
}

/** The items that others stand in, for a program. */
export const summariesJson = (
  summaries: ReadonlyMap<string, ItemSummary>,
  leaves: ReadonlySet<string>,
): Json =>
  [...summaries.values()]
    .filter(({ path }) => !leaves.has(path))
    .map((summary) => ({
      path: summary.path,
      ms: summary.ms,
      macs: summary.macs,
      bytes: summary.bytes,
      kernels: summary.kernels,
      bound: summary.roofline?.bound ?? null,
      shareOfCeiling: summary.roofline?.shareOfCeiling ?? null,
      dominant: summary.dominant,
      reason: reasonText(summary),
    }));
