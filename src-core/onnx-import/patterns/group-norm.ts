import { sum } from '../../operators/arithmetic.ts';
import { groupNorm, instanceNorm } from '../../operators/group-norm.ts';
import { parameter } from '../../operators/parameter.ts';
import { reshape } from '../../operators/reshape.ts';
import { scale } from '../../operators/scale.ts';
import type { Computed } from '../value.ts';
import type { Pattern } from './look.ts';
import { eitherWay, inputsOf } from './look.ts';

/** A learned number per channel of a map. */
const isPerChannel = (value: Computed, channels: number): boolean =>
  value.item.definition === parameter && value.shape.join() === [1, channels, 1, 1].join();

/** Groups of channels brought to one scale each, then scaled and shifted channel by channel, as it is written before opset 21. */
export const groupNormPattern: Pattern = (made, draft) =>
  eitherWay(inputsOf(made, sum), (scaled, shift) => {
    const [normed] = inputsOf(scaled, scale) ?? [];
    if (normed === undefined || !isPerChannel(shift, normed.shape[1] ?? 0)) return null;
    const [inGroups] = inputsOf(normed, reshape) ?? [];
    const [apart] = (inGroups && inputsOf(inGroups, instanceNorm)) ?? [];
    const [x] = (apart && inputsOf(apart, reshape)) ?? [];
    if (x === undefined || apart === undefined || x.shape.join() !== normed.shape.join()) return null;
    const { epsilon } = inGroups!.item.given;
    const groups = apart.shape[1]!;
    const weights = [...scaled.item.weights, ...shift.item.weights];
    return (
      draft.add(groupNorm, { groups, epsilon }, [x], { name: inGroups!.item.name, weights })?.[0] ?? null
    );
  });
