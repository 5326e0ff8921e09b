import { matmul } from '../../operators/matmul.ts';
import { permute } from '../../operators/permute.ts';
import type { Pattern } from './look.ts';
import { inputsOf } from './look.ts';

/** A product with a matrix that was turned on its side before, as queries meet keys. */
export const transposedProduct: Pattern = (made, draft) => {
  const [left, right] = inputsOf(made, matmul) ?? [];
  if (left === undefined || right === undefined || made.item.given.transposed === true) return null;
  const [upright] = inputsOf(right, permute) ?? [];
  if (upright === undefined) return null;
  const order = right.item.given.order as readonly number[];
  const last = order.length - 1;
  const isTurned = order.every((axis, at) => axis === (at === last ? last - 1 : at === last - 1 ? last : at));
  if (!isTurned) return null;
  return draft.add(matmul, { transposed: true }, [left, upright], { name: made.item.name })?.[0] ?? null;
};
