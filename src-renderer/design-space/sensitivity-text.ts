import type { Rational } from '../../src-core/algebra/rational.ts';
import { conventionLabel, conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { CountName } from '../../src-core/design-space/space.ts';
import { fractionText, integerText, unknown } from '../../src-core/format.ts';
import { tCore } from '../locale/core-text.ts';

interface CountWords {
  /** The letter of the count in formulas. */
  readonly letter: string;
  readonly unit: string;
  /** What is counted, beside the unit. */
  readonly convention: string;
}

const words: Readonly<Record<CountName, CountWords>> = {
  params: { letter: 'P', unit: 'params', convention: 'trainable' },
  macs: { letter: 'M', unit: 'MACs', convention: conventionLabel(conventionOf('macs')) },
  activationBytes: { letter: 'A', unit: 'bytes', convention: 'activations, fp32' },
};

/** What a count is called in the window's language, or as `say` says it. */
export function countWords(of: CountName, say: (text: string) => string = tCore): CountWords {
  const { letter, unit, convention } = words[of];
  return { letter, unit: say(unit), convention: say(convention) };
}

/** A fraction to so many decimals, half away from zero: `1.94`, `-0.50`. */
function decimals({ numerator, denominator }: Rational, places: number): string {
  const scale = 10n ** BigInt(places);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * magnitude * scale + denominator) / (2n * denominator);
  const fraction = String(scaled % scale).padStart(places, '0');
  const sign = numerator < 0n && scaled > 0n ? '-' : '';
  return `${sign}${integerText(scaled / scale)}.${fraction}`;
}

/** `+1% w → +1.94% params`. */
export function elasticityText(name: string, of: CountName, elasticity: Rational | null): string {
  if (elasticity === null) return `+1% ${name} → ${unknown}`;
  const sign = elasticity.numerator < 0n ? '' : '+';
  return `+1% ${name} → ${sign}${decimals(elasticity, 2)}% ${countWords(of).unit}`;
}

/** The derivative at the present value: exact where its decimals end. */
export const slopeText = (slope: Rational | null): string => (slope === null ? unknown : fractionText(slope));

export const signedText = (value: bigint | null): string =>
  value === null ? unknown : value > 0n ? `+${integerText(value)}` : integerText(value);

/** How far a count is from another, in percent of the other: `+0.35%`, `-2.10%`, `0%`; never 0 where they differ. */
export function percentOff(difference: bigint, whole: bigint): string {
  if (whole === 0n) return unknown;
  if (difference === 0n) return '0%';
  const size = difference < 0n ? -difference : difference;
  const sign = difference < 0n ? '-' : '+';
  if (size * 20_000n < whole) return `< ${sign}0.01%`.replace('< -', '> -');
  return `${sign}${decimals({ numerator: 100n * size, denominator: whole }, 2)}%`;
}
