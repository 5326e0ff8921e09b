import type { ResultChange } from '../../src-core/results/compare-results.ts';
import { changeOf } from '../../src-core/results/compare-results.ts';
import { verdictText } from '../store/change-words.ts';
import { comparableOf } from '../store/comparable.ts';
import type { CompareRow } from './compare-rows.ts';

type Timed = Pick<CompareRow, 'run' | 'isBaseline'>;

/** How the time of a design compares to the baseline's; null where either is unknown. All rows are measured on one machine. */
export function timeChange(row: Timed, base: Timed | null): ResultChange | null {
  if (row.isBaseline || row.run === null || base?.run == null) return null;
  return changeOf(comparableOf(base.run, null), comparableOf(row.run, null));
}

/** `1.21–1.29×, slower`: between what the ratio lies, and what that says. */
export const timeChangeText = (change: ResultChange): string =>
  `${change.interval.map((end) => end.toFixed(2)).join('–')}×, ${verdictText(change)}`;
