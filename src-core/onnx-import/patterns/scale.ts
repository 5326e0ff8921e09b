import { product } from '../../operators/arithmetic.ts';
import { parameter } from '../../operators/parameter.ts';
import { scale } from '../../operators/scale.ts';
import type { Pattern } from './look.ts';
import { eitherWay, inputsOf } from './look.ts';

/** A map times a learned number per channel. */
export const scaledChannels: Pattern = (made, draft) =>
  eitherWay(inputsOf(made, product), (x, factors) => {
    if (factors.item.definition !== parameter || x.item.definition === parameter) return null;
    const perChannel = x.shape.map((size, axis) => (axis === 1 ? size : 1));
    if (x.shape.length !== 4 || factors.shape.join() !== perChannel.join()) return null;
    const { name, weights } = factors.item;
    return draft.add(scale, {}, [x], { name, weights })?.[0] ?? null;
  });
