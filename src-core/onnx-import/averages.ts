import { binsOf } from '../operators/adaptive-bins.ts';
import type { Constant } from './constant.ts';

/** The most numbers of a tensor that is looked at for averages. */
const most = 65_536;

/** How many values are averaged to how many. */
interface Averages {
  readonly size: number;
  readonly count: number;
}

/** Whether a tensor of these sizes could average the bins of a pool. */
export const mayAverage = (dims: readonly number[]): boolean =>
  dims.length === 2 && dims[0] !== dims[1] && dims[0]! * dims[1]! <= most;

/**
 * What a matrix averages where it does so by the bins of an adaptive pool, as a pool of uneven bins is written; null of any
 * other. Behind a map it has a column for each bin, ahead of one a row.
 */
export function averagesOf({ dims, values }: Constant, place: 'ahead' | 'behind'): Averages | null {
  if (!mayAverage(dims)) return null;
  const [rows, columns] = dims as readonly [number, number];
  const [size, count] = place === 'ahead' ? [columns, rows] : [rows, columns];
  const at = (bin: number, entry: number) =>
    values[place === 'ahead' ? bin * size + entry : entry * count + bin];
  const isAverage = binsOf(size, count).every(({ first, end }, bin) => {
    const part = Math.fround(1 / (end - first));
    for (let entry = 0; entry < size; entry++)
      if (at(bin, entry) !== (entry >= first && entry < end ? part : 0)) return false;
    return true;
  });
  return isAverage ? { size, count } : null;
}
