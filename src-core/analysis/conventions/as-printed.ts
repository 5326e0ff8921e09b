import type { Expr } from '../../algebra/expression.ts';
import { add, isInteger, NotSymbolic, symbolsOf } from '../../algebra/expression.ts';
import { elements } from '../../language/facts.ts';
import type { Shape } from '../../language/shape.ts';
import { H } from '../../language/shape.ts';

/** A whole number as numpy prints it to four digits, `%.3e`: ties go to the even digit. */
export function printedByNumpy(value: bigint): bigint {
  const step = 10n ** BigInt(Math.max(0, String(value).length - 4));
  const digits = value / step;
  const rest = 2n * (value % step);
  const isUp = rest > step || (rest === step && digits % 2n === 1n);
  return (isUp ? digits + 1n : digits) * step;
}

/**
 * (mean area of a bin + 1) for each value of the output, as thop works it out: in double precision, cut off at the end.
 * Exactly these are the values of the input and those of the output, and where a whole map becomes one value that is the
 * count at all sizes.
 * @throws NotSymbolic where the bins could be fractions and a size is a symbol
 */
export function meanBins(input: Shape, output: Shape): Expr {
  const exact = add(elements(input), elements(output));
  if (output.slice(H).every((size) => size === 1n)) return exact;
  const sizes = [...input, ...output];
  if (!sizes.every(isInteger)) throw new NotSymbolic('cutting off', [...symbolsOf(exact)]);
  const ratios = output.slice(H).map((size, axis) => Number(input[H + axis]) / Number(size));
  const area = ratios.reduce((product, ratio) => product * ratio, 1);
  return BigInt(Math.trunc((area + 1) * Number(elements(output))));
}
