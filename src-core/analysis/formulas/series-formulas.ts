import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, mul, NotSymbolic, symbol } from '../../algebra/expression.ts';
import { toLatex, toText } from '../../algebra/print.ts';
import type { Result } from '../../errors.ts';
import { fail, issue, ok } from '../../errors.ts';
import type { BlockDefinition, Definition } from '../../language/definition.ts';
import { expand } from '../../language/expand.ts';
import type { Value } from '../../language/field.ts';
import { valueText } from '../../language/resolve.ts';
import type { Series, SeriesCondition } from '../../language/series.ts';
import { H, sizeOf, W } from '../../language/shape.ts';
import type { WeightPart } from '../../language/weight-part.ts';
import { weightParts } from '../../language/weight-part.ts';
import { issueOfRefusal } from '../refusal-issue.ts';
import type { DefinitionFormulaOptions } from './definition-formulas.ts';
import { definitionUse } from './definition-formulas.ts';
import { drawnSeries } from './drawn-series.ts';
import { closedPart } from './series-closed.ts';

/** The trained weights of a block in closed form with the number of its groups as a symbol. */
export interface SeriesFormulas {
  readonly definition: Definition;
  readonly series: Series;
  readonly params: Expr;
  readonly macs: Expr;
  readonly parts: Readonly<Record<WeightPart, Expr>>;
}

/** A block's series in its own fields, and the number of positions of the maps that its convolutions write. */
export interface PlacedSeries {
  readonly series: Series;
  readonly positions: Expr;
}

/**
 * Issues where bound values do not fit, and where the block declares no series and is drawn from no lanes that have one, or
 * needs a size as a number that is a symbol here.
 */
export function seriesOf(definition: Definition, options: DefinitionFormulaOptions): Result<PlacedSeries> {
  const none = fail(issue('formula/no-series', {}, { definition: definition.title }));
  if (definition.kind !== 'block') return none;
  try {
    if (definition.series === undefined) {
      const drawn = drawnSeriesOf(definition, options);
      return drawn === null ? none : ok(drawn);
    }
    const { values, inputs } = definitionUse(definition, options);
    const { count } = definition.series(values, { count: 0n, index: 0n, inputs });
    const symbols = { count: symbol(count), index: symbol('j'), inputs };
    return ok({ series: definition.series(values, symbols), positions: positionsOf(definition, options) });
  } catch (error) {
    // A size that the drawing needs as a number leaves no sum over groups with symbols.
    if (error instanceof NotSymbolic) return none;
    const refused = issueOfRefusal(error);
    if (refused === null) throw error;
    return fail(refused);
  }
}

const known = new WeakMap<BlockDefinition, Map<string, PlacedSeries | null>>();

/** The series of a block that was drawn, found once for what is bound. */
function drawnSeriesOf(definition: BlockDefinition, options: DefinitionFormulaOptions): PlacedSeries | null {
  if (definition.closed !== true) return null;
  const bound = Object.entries(options.bound).map(([name, value]) => `${name}=${valueText(value as Value)}`);
  const key = bound.join(';');
  const byBound = known.get(definition) ?? new Map<string, PlacedSeries | null>();
  known.set(definition, byBound);
  let found = byBound.get(key);
  if (found === undefined) {
    const positions = positionsOf(definition, options);
    const series = drawnSeries(definition, options, positions);
    found = series === null ? null : { series, positions };
    byBound.set(key, found);
  }
  return found;
}

/** Rows times columns of the maps that the block writes, which do not depend on the number of its groups. */
function positionsOf(definition: Definition, options: DefinitionFormulaOptions): Expr {
  const { values, inputs } = definitionUse(definition, options);
  const [map] = expand(definition, values, inputs).outputs;
  return mul(sizeOf(map ?? [], H), sizeOf(map ?? [], W));
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
  const parts = Object.fromEntries(weightParts.map((part) => [part, closedPart(series, part)])) as Record<
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

/** The condition in words: `2^(s - 2) divides w`. */
export const seriesConditionText = ({ base, exponent, size }: SeriesCondition): string =>
  `${exponent === 1n ? base : `${base}^(${toText(exponent)})`} divides ${toText(size)}`;

export const seriesConditionLatex = ({ base, exponent, size }: SeriesCondition): string =>
  `${exponent === 1n ? base : `${base}^{${toLatex(exponent)}}`} \\mid ${toLatex(size)}`;
