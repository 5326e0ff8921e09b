import type { Expr } from '../algebra/expression.ts';
import type { Quotient } from '../algebra/integer-form.ts';
import { integerForm, signedSum, termParts } from '../algebra/integer-form.ts';
import type { PyValue } from '../language/torch.ts';

/** Whether a value is an expression with symbols; whole numbers are none. */
export const isExpression = (value: PyValue): value is Exclude<Expr, bigint> =>
  typeof value === 'object' && value !== null && 'terms' in value;

export const isList = (value: PyValue): value is readonly PyValue[] => Array.isArray(value);

function quotientText({ terms, denominator }: Quotient): string {
  // A minus in front binds tighter than //, so that what is added comes first.
  const ordered = terms.toSorted((a, b) => Number(a.coefficient < 0n) - Number(b.coefficient < 0n));
  const isNegative = (ordered[0]?.coefficient ?? 0n) < 0n;
  const sum = signedSum(ordered, (term) => {
    const isAlone = term.coefficient === 1n && term.factors.length === 1 && !isNegative;
    return termParts(term, ({ base, exponent }) => {
      if (typeof base === 'string') return Array.from({ length: exponent }, () => base).join(' * ');
      const factor = isAlone && exponent === 1 ? quotientText(base) : `(${quotientText(base)})`;
      return Array.from({ length: exponent }, () => factor).join(' * ');
    }).join(' * ');
  });
  if (denominator === 1n) return sum;
  return terms.length > 1 || sum.startsWith('-') ? `(${sum}) // ${denominator}` : `${sum} // ${denominator}`;
}

/** A text between quotes: printable ASCII as it is, everything else escaped. */
function stringText(text: string): string {
  const inside = Array.from(text, (character) => {
    const point = character.codePointAt(0) as number;
    if (character === '"' || character === '\\') return `\\${character}`;
    if (point >= 0x20 && point < 0x7f) return character;
    if (point > 0xffff) return `\\U${point.toString(16).padStart(8, '0')}`;
    return point > 0xff
      ? `\\u${point.toString(16).padStart(4, '0')}`
      : `\\x${point.toString(16).padStart(2, '0')}`;
  });
  return `"${inside.join('')}"`;
}

/** A finite number as Python reads it back to the bit. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number of a file`);
  return String(value).replace('e+', 'e');
}

/**
 * A value as a literal of Python, whatever it holds: the only way in which something of a file comes into code. Symbols of an
 * expression are names of ours.
 */
export function valueText(value: PyValue): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'string':
      return stringText(value);
    case 'number':
      return numberText(value);
    case 'bigint':
      return String(value);
  }
  if (isExpression(value)) return quotientText(integerForm(value));
  if (!isList(value)) throw new TypeError('no value of Python');
  const items = value.map(valueText);
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/** Whether two values are the same to Python; whole numbers of either kind are. */
export const sameValue = (a: PyValue, b: PyValue): boolean => valueKey(a) === valueKey(b);

/** How many quotients are rounded down in a value. */
export const floorsIn = (value: PyValue): number =>
  isList(value) ? Math.max(0, ...value.map(floorsIn)) : valueText(value).split('//').length - 1;

/** What tells values apart. */
function valueKey(value: PyValue): string {
  if (isList(value)) return `(${value.map(valueKey).join()})`;
  return isExpression(value) ? `e:${quotientText(integerForm(value))}` : valueText(value);
}

/** Text inside a docstring, which it cannot end: backslashes and quotes are escaped, what cannot be seen is left out. */
export const docText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');
