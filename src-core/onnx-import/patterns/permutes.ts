import { inTurn, isOwnOrder } from '../../language/axis-order.ts';
import { permute } from '../../operators/permute.ts';
import type { Pattern } from './look.ts';
import { inputsOf } from './look.ts';

/** Whether channels that stood last are ahead of rows and columns again, as a part of a network hands them on. */
const bringsChannelsAhead = (order: readonly number[]): boolean => order.length === 4 && order[1] === 3;

/** Whether the steps of a sequence come first, as recurrent layers of a file read them and nothing else does. */
const bringsStepsAhead = (order: readonly number[]): boolean => order[0] === order.length - 1;

/** Two permutes after each other are one. */
export const permuteTwice: Pattern = (made, draft) => {
  const [before] = inputsOf(made, permute) ?? [];
  const [x] = (before && inputsOf(before, permute)) ?? [];
  if (x === undefined || before === undefined) return null;
  const second = made.item.given.order as readonly number[];
  const first = before.item.given.order as readonly number[];
  const order = inTurn(first, second);
  if (isOwnOrder(order)) return bringsStepsAhead(first) ? x : null;
  // what turns an axis back stands between two parts of a network, each of which is one with its own
  if (bringsChannelsAhead(first)) return null;
  return draft.add(permute, { order }, [x], { name: made.item.name })?.[0] ?? null;
};
