import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, mul, symbol, symbolsOf } from '../../algebra/expression.ts';
import { fromOrdered, termsOf } from '../../algebra/polynomial.ts';
import { productOf } from '../../algebra/product.ts';
import { sumOver } from '../../algebra/summation.ts';
import type { Result } from '../../errors.ts';
import { ok } from '../../errors.ts';
import type { Definition } from '../../language/definition.ts';
import type { WeightCounts } from '../../language/series.ts';
import { weightParts } from '../../language/weight-part.ts';
import type { DefinitionFormulaOptions } from '../formulas/definition-formulas.ts';
import { seriesBindings } from '../formulas/series-closed.ts';
import { seriesOf } from '../formulas/series-formulas.ts';
import { collected } from './collect.ts';
import type { Derivation, DerivationTerm, NamedSize, SumBounds } from './derivation.ts';
import { step } from './derivation.ts';

export interface SeriesDeriveOptions extends DefinitionFormulaOptions {
  readonly of: 'params' | 'macs';
  /** The block's own path: every term comes from it. */
  readonly path?: string;
}

/**
 * The derivation of a block's count with the number of its groups as a symbol: one sum, its sizes put in, each geometric
 * sum closed, powers collected. Issues where the block declares no series.
 */
export function deriveSeries(
  definition: Definition,
  { of, path = '', ...options }: SeriesDeriveOptions,
): Result<Derivation> {
  const found = seriesOf(definition, options);
  if (!found.ok) return found;
  const { series, positions } = found.value;
  const bounds: SumBounds = { index: series.index, from: series.from, to: series.to };
  const origins = [path];
  const term = (value: Expr, over: SumBounds | null, product = productOf([value])): DerivationTerm => ({
    value,
    product: termsOf(value).length === 1 ? product : null,
    over,
    label: null,
    origins,
  });
  const counts = (counted: WeightCounts): Expr[] =>
    (of === 'macs' ? (['conv', 'linear'] as const) : weightParts)
      .map((part) => counted[part] ?? 0n)
      .filter((value) => value !== 0n)
      .map((value) => (of === 'macs' ? mul(value, positions) : value));
  const [once, each] = [counts(series.once), counts(series.each)];
  const names = series.sizes.flatMap(({ name, value, recurrence }): readonly NamedSize[] => {
    if (value === null) return [];
    if (recurrence === undefined) return [{ name, value }];
    return [{ name, value, rule: { first: recurrence.first, next: recurrence.next(symbol(name)) } }];
  });
  const written = step('series', [...once.map((e) => term(e, null)), ...each.map((e) => term(e, bounds))], {
    names,
  });
  const sizes = seriesBindings(series);
  const inPlace = each.flatMap((e) => termsOf(substitute(e, sizes)).map((part) => fromOrdered([part])));
  const put = step('substitute', [...once.map((e) => term(e, null)), ...inPlace.map((e) => term(e, bounds))]);
  const closed = inPlace.map((e) => sumOver(e, bounds.index, bounds.from, bounds.to));
  const sum = step(
    'sum',
    [...once, ...closed].map((e) => ({ ...term(e, null), product: null })),
  );
  const exact = add(...once, ...closed);
  const last = step('collect', collected([...once, ...closed].map((value) => ({ value, origins }))));
  const steps = each.some((e) => [...sizes.keys()].some((name) => symbolsOf(e).has(name)))
    ? [written, put, sum, last]
    : [written, sum, last];
  return ok({ of, by: 'group', steps, exact, form: exact, condition: [], series: series.condition });
}
