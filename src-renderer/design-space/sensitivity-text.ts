import type { Rational } from '../../src-core/algebra/rational.ts';
import { conventionLabel, conventionOf } from '../../src-core/analysis/conventions.ts';
import { fractionText, integerText, unknown } from '../../src-core/analysis/format.ts';
import type { CountName } from '../../src-core/design-space/space.ts';

interface CountWords {
  /** The letter of the count in formulas. */
  readonly letter: string;
  readonly unit: string;
  /** What is counted, beside the unit. */
  readonly convention: string;
}

export const countWords: Readonly<Record<CountName, CountWords>> = {
  params: { letter: 'P', unit: 'params', convention: 'trainable' },
  macs: { letter: 'M', unit: 'MACs', convention: conventionLabel(conventionOf('macs')) },
  activationBytes: { letter: 'A', unit: 'bytes', convention: 'activations, fp32' },
};

/** A fraction to so many decimals, half away from zero: `1.94`, `-0.5`, `2`; zeros at the end are left out. */
export function shortDecimal({ numerator, denominator }: Rational, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * magnitude * scale + denominator) / (2n * denominator);
  const fraction = String(scaled % scale)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  const sign = numerator < 0n && scaled > 0n ? '-' : '';
  return `${sign}${integerText(scaled / scale)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `+1% w → +1.94% params`. */
export function elasticityText(name: string, of: CountName, elasticity: Rational | null): string {
  if (elasticity === null) return `+1% ${name} → ${unknown}`;
  const sign = elasticity.numerator < 0n ? '' : '+';
  return `+1% ${name} → ${sign}${shortDecimal(elasticity, 2)}% ${countWords[of].unit}`;
}

/** The derivative at the present value: exact where its decimals end. */
export const slopeText = (slope: Rational | null): string => (slope === null ? unknown : fractionText(slope));

export const signedText = (value: bigint | null): string =>
  value === null ? unknown : value > 0n ? `+${integerText(value)}` : integerText(value);

/** How far a count is from another, in percent of the other: `+0.35%`, `−2.1%`, `0%`. */
export function percentOff(difference: bigint, whole: bigint): string {
  if (whole === 0n) return unknown;
  if (difference === 0n) return '0%';
  const off = { numerator: 100n * difference, denominator: whole };
  const size = difference < 0n ? -difference : difference;
  const text = shortDecimal(off, 2);
  if (text === '0' || size * 10_000n < whole) return difference > 0n ? '< +0.01%' : '> -0.01%';
  return `${difference > 0n ? '+' : ''}${text}%`;
}
