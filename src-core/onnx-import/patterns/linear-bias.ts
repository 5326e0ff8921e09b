import { sum } from '../../operators/arithmetic.ts';
import { linear } from '../../operators/linear.ts';
import { parameter } from '../../operators/parameter.ts';
import type { Pattern } from './look.ts';
import { eitherWay, inputsOf } from './look.ts';

/** A linear layer without bias, and a learned number per output added to it: a linear layer with bias. */
export const linearBias: Pattern = (made, draft) =>
  eitherWay(inputsOf(made, sum), (product, bias) => {
    const { item } = product;
    if (item.definition !== linear || item.given.bias !== false) return null;
    if (bias.item.definition !== parameter || bias.shape.join() !== `1,${item.given.outFeatures}`)
      return null;
    const { lastAxis } = item.given;
    const given = { outFeatures: item.given.outFeatures, ...(lastAxis === undefined ? {} : { lastAxis }) };
    const made = { name: item.name, weights: [...item.weights, ...bias.item.weights] };
    return draft.add(linear, given, item.inputs, made)?.[0] ?? null;
  });
