import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { constantOf, mul, sub, symbol } from '../../algebra/expression.ts';
import { greatestCommonDivisor, leastCommonMultiple } from '../../algebra/rational.ts';
import type { SeriesCondition } from '../../language/series.ts';

/** What must divide a size so that so many lanes have no floors left; 1 where nothing has to. */
export interface Divisors {
  readonly size: string;
  /** By the number of lanes, from the least on. */
  readonly byCount: readonly bigint[];
}

/** The least divisor of a symbol by which a rational multiple of it is a multiple of a modulus; null for any other size. */
export function divisorFor(modulus: bigint, size: Expr, name: string): bigint | null {
  const ratio = constantOf(substitute(size, new Map([[name, 1n]])));
  if (ratio === undefined) return null;
  const { numerator, denominator } = ratio;
  const isMultiple = sub(size, mul(substitute(size, new Map([[name, 1n]])), symbol(name))) === 0n;
  if (!isMultiple) return null;
  const needed = modulus * denominator;
  return numerator === 0n
    ? 1n
    : needed / greatestCommonDivisor(numerator < 0n ? -numerator : numerator, needed);
}

export const leastCommon = (divisors: readonly bigint[]): bigint =>
  divisors.reduce((all, divisor) => leastCommonMultiple(all, divisor), 1n);

/**
 * Divisors as one power of the number of lanes: base^(count - d) divides the size, wherever that is more than 1.
 * @param least the number of lanes of the first of the divisors
 * @returns undefined where they are no such power; null where nothing has to divide the size
 */
export function powerCondition(
  { size, byCount }: Divisors,
  least: number,
  count: Expr,
): SeriesCondition | null | undefined {
  const highest = byCount.at(-1) ?? 1n;
  if (byCount.every((divisor) => divisor === 1n)) return null;
  if (byCount.every((divisor) => divisor === highest))
    return { base: highest, exponent: 1n, size: symbol(size) };
  const base = highest / (byCount.at(-2) ?? 1n);
  if (base < 2n) return undefined;
  // The number of lanes at which the power is 1.
  let none = least + byCount.length - 1;
  for (let power = highest; power > 1n && power % base === 0n; power /= base) none -= 1;
  const isPower = byCount.every((divisor, at) => divisor === base ** BigInt(Math.max(0, least + at - none)));
  return isPower ? { base, exponent: sub(count, BigInt(none)), size: symbol(size) } : undefined;
}
