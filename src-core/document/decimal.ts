import type { Expr } from '../algebra/expression.ts';
import { rational } from '../algebra/expression.ts';

const decimalPattern = /^(-?)(\d*)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * The exact value of a decimal text such as `2.5`, `.35` or `1e-7`: 2.5 is 5/2, never a binary fraction.
 * Text of another form is a RangeError.
 */
export function exactDecimal(text: string): Expr {
  const match = decimalPattern.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const digits = whole + fraction;
  if (digits === '') throw new RangeError(`${text} is not a decimal number`);
  const magnitude = BigInt(digits);
  const numerator = sign === '-' ? -magnitude : magnitude;
  const power = Number(exponent) - fraction.length;
  return power >= 0 ? numerator * 10n ** BigInt(power) : rational(numerator, 10n ** BigInt(-power));
}

/** The number nearest to a decimal text; null where the text is none. */
export const decimalNumber = (text: string): number | null =>
  decimalPattern.test(text) && /^-?\.?\d/.test(text) ? Number(text) : null;

/** The exact value a number of a document stands for: that of its shortest decimal text. Not finite is a RangeError. */
export function exactNumber(value: number): Expr {
  return Number.isSafeInteger(value) ? BigInt(value) : exactDecimal(String(value));
}
