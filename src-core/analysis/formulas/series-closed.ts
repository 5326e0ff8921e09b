import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, isInteger, pow } from '../../algebra/expression.ts';
import { toText } from '../../algebra/print.ts';
import { sumOver } from '../../algebra/summation.ts';
import type { Series, SeriesCondition } from '../../language/series.ts';
import type { WeightPart } from '../../language/weight-part.ts';

/** What the names of a series stand for, those that have a closed form. */
export function seriesBindings({ sizes }: Pick<Series, 'sizes'>): ReadonlyMap<string, Expr> {
  return new Map(sizes.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
}

/** The weights of one heading in closed form, with the number of groups as a symbol. */
export function closedPart(series: Omit<Series, 'least'>, part: WeightPart): Expr {
  const each = substitute(series.each[part] ?? 0n, seriesBindings(series));
  return add(series.once[part] ?? 0n, sumOver(each, series.index, series.from, series.to));
}

/** The divisor that a series asks for at a number of groups, 1 where it asks for none. */
export function divisorAt(condition: SeriesCondition, count: ReadonlyMap<string, Expr>): bigint {
  const exponent = substitute(condition.exponent, count);
  if (!isInteger(exponent)) throw new RangeError(`${toText(condition.exponent)} is no number there`);
  return exponent > 0n ? (pow(condition.base, Number(exponent)) as bigint) : 1n;
}
