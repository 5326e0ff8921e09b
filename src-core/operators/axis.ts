import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';

/** The axes of a map that can be cut, by the names people give them; the channels of a vector are its features. */
export const cutAxes = ['channels', 'rows', 'columns'] as const;
export type CutAxis = (typeof cutAxes)[number];
export const axisIndex: Readonly<Record<CutAxis, number>> = { channels: 1, rows: 2, columns: 3 };

/** Copies `count` slices across `axis` between tensors that are alike on all other axes. */
export function copySlices(
  axis: number,
  count: number,
  { tensor: from, first: firstFrom }: { tensor: Tensor; first: number },
  { tensor: to, first: firstTo }: { tensor: Tensor; first: number },
): void {
  const runs = elementCount(from.shape.slice(0, axis));
  const slice = elementCount(from.shape.slice(axis + 1));
  for (let run = 0; run < runs; run++) {
    const start = (run * from.shape[axis]! + firstFrom) * slice;
    const values = from.data.subarray(start, start + count * slice);
    to.data.set(values, (run * to.shape[axis]! + firstTo) * slice);
  }
}
