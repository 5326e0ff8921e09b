import type { Cost } from '../../src-core/analysis/conventions/cost.ts';
import type { Figure } from '../../src-core/figure/short-figures.ts';
import { countText } from '../../src-core/figure/short-figures.ts';
import { unknown } from '../../src-core/format.ts';

export type { Figure } from '../../src-core/figure/short-figures.ts';
export { bytesFigure, costFigure, countText, shareText } from '../../src-core/figure/short-figures.ts';

/** A cost to the unit. */
export const exactCost = ({ value, unit }: Cost): Figure => ({ value: countText(value), unit });

/** The headings of work per time: `GMAC/s`, `GFLOP/s`. */
export const rateUnit = ({ unit }: Pick<Cost, 'unit'>): string => `G${unit.slice(0, -1)}/s`;

/** Milliseconds with enough digits to compare: `19.42`, `0.33`, `0.012`. */
/** A change of time: `+0.25`, `−1.20`, `0`; a dash where it is not known. */
export function differenceText(ms: number | null): string {
  if (ms === null) return unknown;
  if (ms === 0) return '0';
  return `${ms < 0 ? '−' : '+'}${millisecondsText(Math.abs(ms))}`;
}

export function millisecondsText(ms: number | null | undefined): string {
  if (ms == null || !Number.isFinite(ms)) return unknown;
  return ms < 0.1 ? ms.toFixed(3) : ms.toFixed(2);
}
