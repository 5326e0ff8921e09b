import type { ReceptiveField } from './receptive-field.ts';
import type { Extent, ExtentSet } from './sets.ts';

const minus = (value: number): string => (value < 0 ? `−${-value}` : String(value));

const span = (low: number, high: number, write: (value: number) => string): string =>
  low === high ? write(low) : `${write(low)}…${write(high)}`;

/** The smallest and largest size: `3…11 px`, `7 px`. */
function sizeText(set: ExtentSet): string {
  const { extremes } = set;
  return extremes === null ? 'no input' : `${span(extremes.min.size, extremes.max.size, String)} px`;
}

/** Rows (or columns) of the input between what two neighbouring positions read, for each path that differs in it. */
export const jumpsOf = (set: ExtentSet): readonly number[] => set.bands.map(({ jump }) => jump);

const jumpText = (set: ExtentSet): string => {
  const jumps = jumpsOf(set);
  if (jumps.every((jump) => jump === 0)) return 'the same at every position';
  return `stride ${jumps.join(' and ')}`;
};

const offsetText = ({ min, max }: { readonly min: Extent; readonly max: Extent }): string =>
  `offset ${span(min.start, max.start, minus)}`;

/** One axis in a line: `3…11 px, stride 4, offset −1…−5`. The offset is that of the smallest extent, then of the largest. */
export function extentSetText(set: ExtentSet): string {
  const { extremes } = set;
  if (extremes === null) return 'reads no input';
  return [sizeText(set), jumpText(set), offsetText(extremes)].join(', ');
}

const isSquare = ({ rows, columns }: ReceptiveField): boolean =>
  rows === columns || extentSetText(rows) === extentSetText(columns);

const bounded = ({ isBound }: ReceptiveField, text: string): string => (isBound ? `at most ${text}` : text);

/** Both axes in a line, said once where they are alike. */
export function receptiveFieldText(field: ReceptiveField): string {
  if (isSquare(field)) return bounded(field, extentSetText(field.rows));
  return bounded(field, `rows ${extentSetText(field.rows)}; columns ${extentSetText(field.columns)}`);
}

/** Both sizes as short as a table needs them: `3…11 px`, `1 px × 7 px`. */
export function receptiveSizeText(field: ReceptiveField): string {
  const [rows, columns] = [sizeText(field.rows), sizeText(field.columns)];
  return bounded(field, rows === columns ? rows : `${rows} × ${columns}`);
}
