import { concat } from '../../operators/tensor.ts';
import type { Draft } from '../draft.ts';
import type { Computed } from '../value.ts';
import type { Pattern } from './look.ts';
import { inputsOf } from './look.ts';

/** What was joined so far of a draft, by the tensors that were, in their order, and the axis. */
const joined = new WeakMap<Draft, Map<string, Computed>>();

/**
 * What is joined of several tensors of which the first were joined before: that, and the others. So a layer that reads all
 * before it, as DenseNet's do, joins its own to what the layer before it read.
 */
export const concatChain: Pattern = (made, draft) => {
  const inputs = inputsOf(made, concat);
  if (inputs === null) return null;
  const before = joined.get(draft) ?? new Map<string, Computed>();
  joined.set(draft, before);
  const numbers = inputs.map(({ item, output }) => `${draft.numberOf(item)}.${output}`);
  const keyOf = (count: number) => `${String(made.item.given.axis)} ${numbers.slice(0, count).join()}`;
  const whole = keyOf(inputs.length);
  if (before.has(whole)) return null;
  before.set(whole, made);
  for (let count = inputs.length - 1; count >= 2; count--) {
    const first = before.get(keyOf(count));
    if (first === undefined) continue;
    const rest = inputs.slice(count);
    const given = { ...made.item.given, inputs: rest.length + 1 };
    const chain = draft.add(concat, given, [first, ...rest], { name: made.item.name })?.[0];
    if (chain === undefined) return null;
    before.set(whole, chain);
    return chain;
  }
  return null;
};
