import type { ReceptiveField } from '../../src-core/analysis/receptive-field/receptive-field.ts';
import type { Extent, ExtentSet } from '../../src-core/analysis/receptive-field/sets.ts';
import type { Json } from './json.ts';

const fieldJson = ({ size, jump, start }: Extent): Json => ({ size, stride: jump, offset: start });

/** One axis: the smallest and largest field, and all of them as size, stride and offset. */
const setJson = (set: ExtentSet): Json => {
  const { extremes } = set;
  return {
    count: set.count,
    min: extremes === null ? null : fieldJson(extremes.min),
    max: extremes === null ? null : fieldJson(extremes.max),
    fields: set.extents.map(({ size, jump, start }) => [size, jump, start]),
  };
};

/** What one output reads of the input, along rows and along columns. */
export const receptiveFieldJson = ({ rows, columns, isBound }: ReceptiveField): Json => ({
  rows: setJson(rows),
  columns: setJson(columns),
  isBound,
});
