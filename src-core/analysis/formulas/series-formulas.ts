import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, isInteger, mul, pow, symbol } from '../../algebra/expression.ts';
import { toLatex, toText } from '../../algebra/print.ts';
import { sumOver } from '../../algebra/summation.ts';
import type { Result } from '../../errors.ts';
import { fail, issue, ok } from '../../errors.ts';
import type { Definition } from '../../language/definition.ts';
import { expand } from '../../language/expand.ts';
import type { Series, SeriesCondition } from '../../language/series.ts';
import { H, sizeOf, W } from '../../language/shape.ts';
import type { WeightPart } from '../../language/weight-part.ts';
import { weightParts } from '../../language/weight-part.ts';
import { issueOfRefusal } from '../refusal-issue.ts';
import type { DefinitionFormulaOptions } from './definition-formulas.ts';
import { definitionUse } from './definition-formulas.ts';

/** The trained weights of a block in closed form with the number of its groups as a symbol. */
export interface SeriesFormulas {
  readonly definition: Definition;
  readonly series: Series;
  readonly params: Expr;
  readonly macs: Expr;
  readonly parts: Readonly<Record<WeightPart, Expr>>;
}

/** What the names of a series stand for, those that have a closed form. */
export function seriesBindings({ sizes }: Series): ReadonlyMap<string, Expr> {
  return new Map(sizes.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
}

/** A block's series in its own fields, and the number of positions of the maps that its convolutions write. */
export interface PlacedSeries {
  readonly series: Series;
  readonly positions: Expr;
}

/** Issues where bound values do not fit, and where the block declares no series. */
export function seriesOf(definition: Definition, options: DefinitionFormulaOptions): Result<PlacedSeries> {
  if (definition.kind !== 'block' || definition.series === undefined)
    return fail(issue('formula/no-series', {}, { definition: definition.title }));
  try {
    const { values, inputs } = definitionUse(definition, options);
    const { count } = definition.series(values, { count: 0n, index: 0n, inputs });
    const symbols = { count: symbol(count), index: symbol('j'), inputs };
    return ok({ series: definition.series(values, symbols), positions: positionsOf(definition, options) });
  } catch (error) {
    const refused = issueOfRefusal(error);
    if (refused === null) throw error;
    return fail(refused);
  }
}

/** Rows times columns of the maps that the block writes, which do not depend on the number of its groups. */
function positionsOf(definition: Definition, options: DefinitionFormulaOptions): Expr {
  const { values, inputs } = definitionUse(definition, options);
  const [map] = expand(definition, values, inputs).outputs;
  return mul(sizeOf(map ?? [], H), sizeOf(map ?? [], W));
}

/** The closed form of one heading. */
function closed(series: Series, part: WeightPart): Expr {
  const each = substitute(series.each[part] ?? 0n, seriesBindings(series));
  return add(series.once[part] ?? 0n, sumOver(each, series.index, series.from, series.to));
}

/**
 * The weights of a block with the number of its groups as a symbol, named as the field that counts them.
 * Issues where bound values do not fit, and where the block declares no series.
 */
export function seriesFormulas(
  definition: Definition,
  options: DefinitionFormulaOptions = { bound: {} },
): Result<SeriesFormulas> {
  const found = seriesOf(definition, options);
  if (!found.ok) return found;
  const { series, positions } = found.value;
  const parts = Object.fromEntries(weightParts.map((part) => [part, closed(series, part)])) as Record<
    WeightPart,
    Expr
  >;
  return ok({
    definition,
    series,
    params: add(...Object.values(parts)),
    macs: mul(parts.conv, positions),
    parts,
  });
}

/** A form in the symbolic count at a number of groups: an ordinary polynomial, equal to the expansion's. */
export function atCount(form: Expr, series: Series, count: bigint): Expr {
  const bindings = new Map<string, Expr>([[series.count, count]]);
  for (const { name, at } of series.sizes) if (at !== undefined) bindings.set(name, at(count));
  return substitute(form, bindings);
}

/** The divisor that a series asks for at a number of groups, 1 where it asks for none. */
export function divisorAt(condition: SeriesCondition, count: ReadonlyMap<string, Expr>): bigint {
  const exponent = substitute(condition.exponent, count);
  if (!isInteger(exponent)) throw new RangeError(`${toText(condition.exponent)} is no number there`);
  return exponent > 0n ? (pow(condition.base, Number(exponent)) as bigint) : 1n;
}

/** The condition in words: `2^(s - 2) divides w`. */
export const seriesConditionText = ({ base, exponent, size }: SeriesCondition): string =>
  `${base}^(${toText(exponent)}) divides ${toText(size)}`;

export const seriesConditionLatex = ({ base, exponent, size }: SeriesCondition): string =>
  `${base}^{${toLatex(exponent)}} \\mid ${toLatex(size)}`;
