import type { Calibration } from './calibration.ts';

/** What can hold an item back. */
const bounds = ['compute', 'memory', 'launch'] as const;
type Bound = (typeof bounds)[number];

/** What an item did in a profile. */
export interface Work {
  readonly ms: number;
  /** Multiply-accumulates, the whole batch. */
  readonly macs: number;
  /** Bytes that its kernels read and wrote; null where the runtime does not tell. */
  readonly bytes: number | null;
  readonly kernels: number;
}

export interface Roofline {
  readonly bound: Bound;
  /** The least time that the device would need, as a share of the time that it took: above 1 where a cache helped. */
  readonly shareOfCeiling: number;
  /** That least time, in milliseconds. */
  readonly leastMs: number;
}

type Measured = Pick<Calibration, 'ceilings' | 'copies'>;

/** Bytes per second that so many bytes are moved at, between those that were measured by their logarithms. */
export function bytesPerSecondOf(bytes: number, { copies }: Pick<Measured, 'copies'>): number {
  const next = copies.findIndex((copy) => copy.bytes >= bytes);
  const [above, below] = [copies[next] ?? copies.at(-1)!, copies[next - 1]];
  if (next <= 0 || below === undefined) return above.bytesPerSecond;
  const share = Math.log(bytes / below.bytes) / Math.log(above.bytes / below.bytes);
  return below.bytesPerSecond * (above.bytesPerSecond / below.bytesPerSecond) ** share;
}

/**
 * What holds an item back on a calibrated device: that of the three whose least time is the longest. The least time of the
 * item is that of empty kernels, and of computing or moving, whichever takes longer, as the two go on side by side.
 * Null where its bytes are not known, or where nothing ran. A part of a kernel that counts with another item launches nothing.
 */
export function rooflineOf({ ms, macs, bytes, kernels }: Work, measured: Measured): Roofline | null {
  if (bytes === null || ms <= 0 || (kernels === 0 && macs === 0 && bytes === 0)) return null;
  const { macsPerSecond, launchMs } = measured.ceilings;
  const least: Readonly<Record<Bound, number>> = {
    compute: (macs / macsPerSecond) * 1000,
    memory: bytes === 0 ? 0 : (bytes / bytesPerSecondOf(bytes / Math.max(1, kernels), measured)) * 1000,
    launch: kernels * launchMs,
  };
  const bound = bounds.reduce((most, one) => (least[one] > least[most] ? one : most));
  const leastMs = least.launch + Math.max(least.compute, least.memory);
  return { bound, shareOfCeiling: leastMs / ms, leastMs };
}

/** The same of several items together: what holds most of their time back, and all least times over all times. */
export function rooflineOfAll(works: readonly Work[], measured: Measured): Roofline | null {
  const held = new Map<Bound, number>();
  let leastMs = 0;
  let ms = 0;
  for (const work of works) {
    const one = rooflineOf(work, measured);
    if (one === null) return null;
    held.set(one.bound, (held.get(one.bound) ?? 0) + work.ms);
    leastMs += one.leastMs;
    ms += work.ms;
  }
  if (ms === 0) return null;
  const bound = bounds.reduce((most, one) => ((held.get(one) ?? 0) > (held.get(most) ?? 0) ? one : most));
  return { bound, shareOfCeiling: leastMs / ms, leastMs };
}
