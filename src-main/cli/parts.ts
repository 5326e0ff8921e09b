import type { ItemFormulas } from '../../src-core/analysis/formulas/item-formulas.ts';
import type { WeightPart } from '../../src-core/language/definition.ts';
import type { Json } from './json.ts';
import { formulaJson } from './json.ts';

type Parts = ItemFormulas['parts'];

const order = ['conv', 'linear', 'tensor', 'norm', 'bias'] as const;
const always: readonly WeightPart[] = ['conv', 'norm', 'bias'];

/** Headings of the parameters, in their order; linear weights and learned tensors only where there are any. */
export const partNames = (parts: Parts): readonly WeightPart[] =>
  order.filter((part) => always.includes(part) || parts[part].exact !== 0n);

export const partsJson = (parts: Parts): Json =>
  Object.fromEntries(partNames(parts).map((name) => [name, formulaJson(parts[name])]));
