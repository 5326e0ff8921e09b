import type { Rational } from '../algebra/expression.ts';
import { reduce } from '../algebra/rational.ts';
import type { Sizes } from './query.ts';

const numberPattern = /^(-?)(\d[\d,]*|(?=\.))(?:\.(\d+))?([kKMGTP]i?)?(%)?$/;
const prefixes = 'kMGTP';

const scaleOf = (suffix: string | undefined): bigint => {
  if (suffix === undefined) return 1n;
  const power = prefixes.indexOf(suffix.charAt(0).replace('K', 'k')) + 1;
  return (suffix.length === 2 ? 1024n : 1000n) ** BigInt(power);
};

/** The exact number that a text is: `32`, `1,000`, `2.5M`, `4Ki`, `5%` (which is 1/20); null where it is none. */
export function numberIn(text: string): { readonly value: Rational; readonly isPercentage: boolean } | null {
  const match = numberPattern.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', suffix, percent] = match;
  const digits = BigInt(`${whole.replaceAll(',', '')}${fraction}` || '0');
  const numerator = (sign === '-' ? -digits : digits) * scaleOf(suffix);
  const denominator = 10n ** BigInt(fraction.length) * (percent === undefined ? 1n : 100n);
  return { value: reduce(numerator, denominator), isPercentage: percent !== undefined };
}

/** The sizes that a text is: `64x56x56`, `64×*×*`; null where it is none. */
export function sizesIn(text: string): Sizes | null {
  if (!/^(\d+|\*)([x×](\d+|\*))+$/i.test(text)) return null;
  return text.split(/[x×]/i).map((size) => (size === '*' ? null : BigInt(size)));
}
