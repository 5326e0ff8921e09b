import type { ItemFormulas } from '../../src-core/analysis/formulas/item-formulas.ts';
import type { WeightPart } from '../../src-core/language/definition.ts';
import type { Json } from './json.ts';
import { formulaJson } from './json.ts';

type Parts = ItemFormulas['parts'];

/** Headings of the parameters, in their order; linear weights only where there are any. */
export const partNames = (parts: Parts): readonly WeightPart[] =>
  parts.linear.exact === 0n ? ['conv', 'norm', 'bias'] : ['conv', 'linear', 'norm', 'bias'];

export const partsJson = (parts: Parts): Json =>
  Object.fromEntries(partNames(parts).map((name) => [name, formulaJson(parts[name])]));
