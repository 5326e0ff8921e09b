import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul, symbol } from '../algebra/expression.ts';
import { sumOver } from '../algebra/summation.ts';
import { definitionFormulas } from '../analysis/formulas/definition-formulas.ts';
import { divisorAt } from '../analysis/formulas/series-closed.ts';
import { seriesFormulas } from '../analysis/formulas/series-formulas.ts';
import { catalogue } from '../catalogue.ts';
import type { Definition } from '../language/definition.ts';
import { expand } from '../language/expand.ts';
import type { Given, Value } from '../language/field.ts';
import { resolveValues } from '../language/resolve.ts';
import type { SeriesCondition } from '../language/series.ts';
import type { Quotient, TrialCase } from './trial-cases.ts';

/** Our count in the symbols of the source, and what its closed form rests on. */
export interface OurSide {
  readonly count: Expr;
  readonly condition: SeriesCondition | null;
}

const definitionNamed = (id: string | Definition): Definition => {
  if (typeof id !== 'string') return id;
  const definition = catalogue.definitionOf(id);
  if (definition === undefined) throw new Error(`the catalogue has no ${id}`);
  return definition;
};

/** Our count, read off the definition; never typed. */
export function ourSide({ subject, count }: TrialCase): OurSide {
  if ('formula' in subject) return { count: subject.formula, condition: null };
  const { part = 'conv' } = subject;
  const definition = definitionNamed(subject.definition);
  const symbols = new Map(Object.entries(subject.symbols));
  const series = seriesFormulas(definition, { bound: subject.bound });
  if (series.ok && count !== null) {
    const own = series.value.series;
    symbols.set(own.count, symbol(count.name));
    // A size without a closed form keeps the one letter that sources give it.
    for (const { name, value } of own.sizes) if (value === null) symbols.set(name, symbol('m'));
    const condition = own.condition && { ...own.condition, size: substitute(own.condition.size, symbols) };
    const whole = part === 'conv' ? series.value.parts.conv : series.value[part];
    return { count: substitute(whole, symbols), condition };
  }
  const formulas = definitionFormulas(definition, { bound: subject.bound });
  if (!formulas.ok) throw new Error(`${definition.id} has no formula`);
  const { form, exact, condition } = part === 'conv' ? formulas.value.parts.conv : formulas.value[part];
  const [only, other] = condition;
  // Several divisors at once are no condition of a trial: floors are kept then.
  if (other !== undefined) return { count: substitute(exact, symbols), condition: null };
  const size = only === undefined ? null : substitute(symbol(only.symbol), symbols);
  return {
    count: substitute(form, symbols),
    condition: only === undefined || size === null ? null : { base: only.modulus, exponent: 1n, size },
  };
}

/** The formula of the source, sums closed. */
export function theirSide({ theirs }: TrialCase): Quotient {
  if ('numerator' in theirs) return theirs;
  if ('value' in theirs) return { numerator: theirs.value, denominator: 1n };
  const whole =
    'each' in theirs ? sumOver(mul(...theirs.each), theirs.index, theirs.from, theirs.to) : mul(...theirs);
  return { numerator: whole, denominator: 1n };
}

/** Ours as the source states it: the count, or what is divided by it. */
export const ourQuotient = ({ dividend }: TrialCase, { count }: OurSide): Quotient =>
  dividend === undefined
    ? { numerator: count, denominator: 1n }
    : { numerator: dividend, denominator: count };

/** Whether the closed form is exact at these numbers. */
export function isLegal({ condition }: OurSide, numbers: ReadonlyMap<string, Expr>): boolean {
  if (condition === null) return true;
  const size = substitute(condition.size, numbers);
  return isInteger(size) && size % divisorAt(condition, numbers) === 0n;
}

/** Our count at numbers, counted in the expanded definition: right whatever is odd. */
export function countedAt({ subject, count }: TrialCase, numbers: ReadonlyMap<string, Expr>): Expr {
  if ('formula' in subject) return substitute(subject.formula, numbers);
  const definition = definitionNamed(subject.definition);
  const at = new Map(Object.entries(subject.symbols).map(([name, e]) => [name, substitute(e, numbers)]));
  const fields = Object.entries(definition.fields).flatMap(([name, field]): [string, Value][] => {
    const value = at.get(name);
    return field.kind === 'dimension' && value !== undefined ? [[name, value]] : [];
  });
  const series =
    definition.kind === 'block' && count !== null
      ? seriesFormulas(definition, { bound: subject.bound })
      : null;
  const counting: Given =
    series?.ok === true && count !== null
      ? { [series.value.series.count]: Number(numbers.get(count.name)) }
      : {};
  const values = resolveValues(definition, { ...subject.bound, ...Object.fromEntries(fields), ...counting });
  const inputs = definition.symbolicInputs?.(values, (name) => at.get(name) ?? mapSize) ?? [];
  const { facts } = expand(definition, values, inputs);
  return subject.part === undefined || subject.part === 'conv' ? facts.parts.conv : facts[subject.part];
}

/** Rows and columns of the map that is counted on: weights do not depend on them. */
const mapSize = 8n;
