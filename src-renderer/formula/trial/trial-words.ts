import type { Expr } from '../../../src-core/algebra/expression.ts';
import { constantOf } from '../../../src-core/algebra/expression.ts';
import { toText } from '../../../src-core/algebra/print.ts';
import { fractionText } from '../../../src-core/format.ts';
import type { TrialVerdict } from '../../../src-core/published/trial-text.ts';
import type { PlainText } from '../../locale/translate.ts';

/** A verdict by the words of a list: the sentence says the rest. */
export const verdictWords: Readonly<Record<TrialVerdict, PlainText>> = {
  agrees: 'right',
  low: 'too low',
  high: 'too high',
  differs: 'differs',
  holds: 'holds',
  fails: 'does not hold',
};

/** Whether our count bears the source out. */
export const isBorneOut = (verdict: TrialVerdict): boolean => verdict === 'agrees' || verdict === 'holds';

/** A count or a ratio as a number: `37,998`, `4.98`. */
export function valueText(value: Expr): string {
  const number = constantOf(value);
  return number === undefined ? toText(value) : fractionText(number);
}

/** `s = 4, w = 26, k = 3`. */
export const numbersText = (numbers: ReadonlyMap<string, bigint>): string =>
  [...numbers].map(([name, value]) => `${name} = ${value}`).join(', ');
