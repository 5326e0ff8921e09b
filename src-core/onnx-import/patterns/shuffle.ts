import { channelShuffle } from '../../operators/channel-shuffle.ts';
import { permute } from '../../operators/permute.ts';
import { reshape } from '../../operators/reshape.ts';
import type { Pattern } from './look.ts';
import { inputsOf } from './look.ts';

/** Channels read as groups, the two swapped, and read as channels again. */
export const shuffle: Pattern = (made, draft) => {
  const [swapped] = inputsOf(made, reshape) ?? [];
  const [apart] = (swapped && inputsOf(swapped, permute)) ?? [];
  const [x] = (apart && inputsOf(apart, reshape)) ?? [];
  if (x === undefined || apart === undefined || swapped === undefined) return null;
  const order = swapped.item.given.order as readonly number[];
  const isWhole = made.shape.join() === x.shape.join() && x.shape.length === 4;
  const areGroups = apart.shape[0] === x.shape[0] && apart.shape[1]! * apart.shape[2]! === x.shape[1];
  const isSwapped = order.every((axis, at) => axis === (at === 1 ? 2 : at === 2 ? 1 : at));
  if (!isWhole || !areGroups || !isSwapped) return null;
  return draft.add(channelShuffle, { groups: apart.shape[1]! }, [x], { name: made.item.name })?.[0] ?? null;
};
