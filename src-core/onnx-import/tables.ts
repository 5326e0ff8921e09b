import type { OperatorDefinition } from '../language/definition.ts';
import { resolveValues } from '../language/resolve.ts';
import { apart, windowMask } from '../operators/window-mask.ts';
import type { Constant } from './constant.ts';

/** An operator that holds a table, and the fields with which it holds a given one. */
interface Table {
  readonly definition: OperatorDefinition;
  readonly given: Readonly<Record<string, number>>;
}

/** The numbers that divide another, its root first and those far from it last. */
function sidesOf(area: number): readonly number[] {
  const sides = Array.from({ length: area }, (_, at) => at + 1).filter((side) => area % side === 0);
  return sides.toSorted(
    (a, b) => Math.abs(Math.log(a * a) - Math.log(area)) - Math.abs(Math.log(b * b) - Math.log(area)),
  );
}

/** The sizes of a mask, queries and keys last; null of a tensor that is none. */
function maskSizes(dims: readonly number[]): { readonly area: number; readonly windows: number } | null {
  const [area, queries, windows = 1, ...others] = dims.filter((size) => size !== 1).toReversed();
  return area === undefined || area !== queries || others.length > 0 ? null : { area, windows };
}

/** The fields with which windows, shifted along rows or columns or both, could have a mask of these sizes: the likeliest first. */
function* maskFields(dims: readonly number[]) {
  const sizes = maskSizes(dims);
  if (sizes === null) return;
  for (const window of sidesOf(sizes.area))
    for (const windows of sidesOf(sizes.windows)) {
      const [windowWidth, windowsWidth] = [sizes.area / window, sizes.windows / windows];
      const along = { windows, windowsWidth, window, windowWidth };
      for (let shift = 0; shift < window; shift++)
        for (let shiftWidth = 0; shiftWidth < windowWidth; shiftWidth++)
          if (shift + shiftWidth > 0) yield { ...along, shift, shiftWidth };
    }
}

/** Whether a tensor of these sizes could be one that an operator holds. */
export const mayBeTable = (dims: readonly number[]): boolean => maskSizes(dims) !== null;

/** Finds the operator that holds exactly these values, of those that hold tables by a rule; null where none does. */
export function tableOf({ dims, values }: Constant): Table | null {
  if (!values.every((value) => value === 0 || value === apart)) return null;
  for (const given of maskFields(dims)) {
    const fields = resolveValues(windowMask, given);
    const shapes = windowMask.shape(fields, []).map((shape) => shape.map(Number));
    const [made] = windowMask.evaluate(fields, [], {}, shapes);
    const isSame =
      made?.data.length === values.length && values.every((value, at) => value === made.data[at]);
    if (isSame) return { definition: windowMask, given };
  }
  return null;
}
