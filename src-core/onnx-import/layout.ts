import { inTurn, isOwnOrder } from '../language/axis-order.ts';
import type { HeldWeight } from './value.ts';

type Laid = Pick<HeldWeight, 'dims' | 'layout'>;

/** A weight with its axes in another order: for each axis, the one that it was. */
export function withOrder<T extends Laid>(weight: T, order: readonly number[]): T {
  const { layout: before, dims, ...rest } = weight;
  const turned = { ...rest, dims: order.map((axis) => dims[axis] ?? 1) } as unknown as T;
  if (before === 'lost') return { ...turned, layout: 'lost' };
  if (before === undefined) return isOwnOrder(order) ? turned : { ...turned, layout: { sizes: dims, order } };
  // sizes that were read otherwise in between are no axes of the file any more
  const isAsTurned = before.order.map((axis) => before.sizes[axis]).join() === dims.join();
  if (!isAsTurned) return { ...turned, layout: 'lost' };
  const both = inTurn(before.order, order);
  return isOwnOrder(both) ? turned : { ...turned, layout: { sizes: before.sizes, order: both } };
}
