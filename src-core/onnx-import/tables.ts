import type { OperatorDefinition } from '../language/definition.ts';
import { resolveValues } from '../language/resolve.ts';
import { windowMask } from '../operators/window-mask.ts';
import type { Constant } from './constant.ts';

/** An operator that holds a table, and the fields with which it holds a given one. */
interface Table {
  readonly definition: OperatorDefinition;
  readonly given: Readonly<Record<string, number>>;
}

const squareSide = (area: number): number | null => {
  const side = Math.round(Math.sqrt(area));
  return side * side === area ? side : null;
};

/** The fields with which square windows, shifted alike along rows and columns, could have a mask of these sizes. */
function* maskFields(dims: readonly number[]) {
  const [area, queries, windows] = dims.filter((size) => size !== 1).toReversed();
  if (area === undefined || area !== queries) return;
  const [window, across] = [squareSide(area), squareSide(windows ?? 1)];
  if (window === null || across === null) return;
  for (let shift = 1; shift < window; shift++) yield { windows: across, window, shift };
}

/** Finds the operator that holds exactly these values, of those that hold tables by a rule; null where none does. */
export function tableOf({ dims, values }: Constant): Table | null {
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
