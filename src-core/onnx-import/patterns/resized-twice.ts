import { resize } from '../../operators/resize.ts';
import type { Pattern } from './look.ts';
import { inputsOf } from './look.ts';

const repeats = new Set(['nearest', 'nearest-exact']);

/** A map brought to the nearest rows, then to the nearest columns, is brought to both at once. */
export const resizedTwice: Pattern = (made, draft) => {
  const [rows] = inputsOf(made, resize) ?? [];
  const [x] = (rows && inputsOf(rows, resize)) ?? [];
  if (x === undefined || rows === undefined) return null;
  const [{ mode, to }, before] = [made.item.given, rows.item.given];
  if (before.mode !== mode || before.to !== 'size' || to !== 'size' || !repeats.has(String(mode)))
    return null;
  const [, , height, width] = made.shape;
  const isOneEach = rows.shape[2] === height && rows.shape[3] === x.shape[3];
  if (!isOneEach) return null;
  const given = { mode, to, rows: height!, columns: width! };
  return draft.add(resize, given, [x], { name: made.item.name })?.[0] ?? null;
};
