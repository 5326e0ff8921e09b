import { substitute } from '../../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../../src-core/algebra/expression.ts';
import { isInteger, symbolsOf } from '../../../src-core/algebra/expression.ts';
import type { Derivation, DerivedQuantity } from '../../../src-core/analysis/derivation/derivation.ts';
import { deriveSeries } from '../../../src-core/analysis/derivation/series.ts';
import { divisorAt } from '../../../src-core/analysis/formulas/series-closed.ts';
import { atCount, seriesOf } from '../../../src-core/analysis/formulas/series-formulas.ts';
import type { Result } from '../../../src-core/errors.ts';
import { ok } from '../../../src-core/errors.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import type { Value } from '../../../src-core/language/field.ts';
import type { Series } from '../../../src-core/language/series.ts';
import { C, H, W } from '../../../src-core/language/shape.ts';

/** The count of a block with the number of its groups as a symbol, beside what it is at the present number. */
export interface AnyCount {
  readonly derivation: Derivation;
  readonly series: Series;
  /** The present number of groups; null where the sum does not reach down to it. */
  readonly count: bigint | null;
  /** The closed form at that number, in the sizes alone. */
  readonly there: Expr | null;
  /** What has to divide the size of the condition there; 1 where nothing has to. */
  readonly divisor: bigint;
  /** The present numbers of the block's own fields. */
  readonly fields: ReadonlyMap<string, Expr>;
  /** The present numbers of all symbols of the form but that of the groups. */
  readonly numbers: ReadonlyMap<string, Expr>;
}

/** The name of the field that counts the groups of a block whose counts have a form in it; null of any other. */
export function countedBy({ definition, values }: Expansion): string | null {
  const found = seriesOf(definition, { bound: boundOf(definition, values, null) });
  return found.ok ? found.value.series.count : null;
}

/**
 * The values that the sum is written in: all but the field that counts its terms. Dimensions are as the panel has them,
 * symbols or numbers; one that is made of a symbol of that field's name is left to stand for itself.
 */
function boundOf(
  definition: Expansion['definition'],
  values: Expansion['values'],
  count: string | null,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(definition.fields).flatMap(([name, field]): [string, Value][] => {
      const value = (values as Record<string, Value>)[name];
      if (name === count || value === undefined) return [];
      const isTaken = field.kind === 'dimension' && count !== null && symbolsOf(value as Expr).has(count);
      return isTaken ? [] : [[name, value]];
    }),
  );
}

/** Sizes of the present input under the names that blocks give them, and the present dimensions. */
function presentOf({ definition, values, inputs }: Expansion): ReadonlyMap<string, Expr> {
  const numbers = new Map<string, Expr>();
  for (const [name, field] of Object.entries(definition.fields))
    if (field.kind === 'dimension') numbers.set(name, values[name] as Expr);
  const [map] = inputs;
  if (map?.length === 4) {
    numbers.set('C_in', map[C]!);
    numbers.set('H', map[H]!);
    numbers.set('W', map[W]!);
  }
  return numbers;
}

/**
 * @param free the block with its free dimensions as symbols
 * @param now the same block as it is
 * @param numbers present numbers of the symbols in `free`
 */
export function anyCount(
  of: Exclude<DerivedQuantity, 'memory'>,
  path: string,
  free: Expansion,
  now: Expansion,
  numbers: ReadonlyMap<string, Expr>,
): Result<AnyCount> {
  const { definition } = free;
  const found = seriesOf(definition, { bound: boundOf(definition, free.values, null) });
  if (!found.ok) return found;
  const name = found.value.series.count;
  const options = { bound: boundOf(definition, free.values, name), of, path };
  const derived = deriveSeries(definition, options);
  if (!derived.ok) return derived;
  const placed = seriesOf(definition, options);
  if (!placed.ok) return placed;
  const { series } = placed.value;
  const fields = presentOf(now);
  const count = now.values[name] as number;
  const reaches = count >= series.least;
  return ok({
    derivation: derived.value,
    series,
    count: reaches ? BigInt(count) : null,
    there: reaches ? atCount(derived.value.form, series, BigInt(count)) : null,
    divisor:
      series.condition === null || !reaches
        ? 1n
        : divisorAt(series.condition, new Map([[name, BigInt(count)]])),
    fields,
    numbers: new Map([...fields, ...numbers]),
  });
}

/** Whether the form is exact at the present sizes. */
export function isExactNow({ series: { condition }, divisor, numbers }: AnyCount): boolean {
  if (condition === null) return true;
  const size = substitute(condition.size, numbers);
  return isInteger(size) && size % divisor === 0n;
}
