import { ratioText, unknown } from '../../src-core/format.ts';
import type { DeltaStyle } from '../store/compared-designs.ts';

export interface Delta {
  readonly text: string;
  /** (value - baseline) / baseline, for the length of a bar; null where it is unknown. */
  readonly fraction: number | null;
}

const none: Delta = { text: unknown, fraction: null };

/** A value held against the baseline's, computed from the exact integers. Unknown where either is, or the baseline is nothing. */
export function deltaOf(value: bigint | null, baseline: bigint | null, style: DeltaStyle): Delta {
  if (value === null || baseline === null || baseline === 0n) return none;
  const fraction = Number(((value - baseline) * 1_000_000n) / baseline) / 1e6;
  if (style === 'ratio') return { text: `${ratioText(value, baseline, 2)}×`, fraction };
  const percent = ratioText((value - baseline) * 100n, baseline, 1);
  const sign = percent.startsWith('-') ? '−' : percent === '0.0' ? '' : '+';
  return { text: `${sign}${percent.replace('-', '')}%`, fraction };
}

/** Times as whole microseconds, so that they compare as exactly as counts. */
export const microseconds = (ms: number | null | undefined): bigint | null =>
  ms == null ? null : BigInt(Math.round(ms * 1000));
