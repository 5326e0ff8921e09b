import type { Expr, Rational } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import { toText } from '../../src-core/algebra/print.ts';
import type { Formula } from '../../src-core/analysis/formulas/formula.ts';
import { printFormula } from '../../src-core/analysis/formulas/formula.ts';
import type { Variable } from '../../src-core/document/design.ts';
import type { Issue } from '../../src-core/errors.ts';
import { sentence } from '../../src-core/errors.ts';
import type { Value } from '../../src-core/language/field.ts';
import type { Shape } from '../../src-core/language/shape.ts';

export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

const largest = BigInt(Number.MAX_SAFE_INTEGER);

/** A list of numbers over several lines. No string holds a line break as it is, so none is found inside one. */
const numberList = /\[\n\s*(?:(?:-?[\d.e+-]+|null|"\d+"),?\n\s*)+\]/g;
const onOneLine = (list: string): string =>
  list.replaceAll(/\n\s*/g, ' ').replace('[ ', '[').replace(/ \]$/, ']');

/** One document. Integers that a double does not hold exactly are written as strings. */
export function jsonText(document: Json): string {
  const text = JSON.stringify(
    document,
    (_, value: unknown) => {
      if (typeof value !== 'bigint') return value;
      return value > largest || value < -largest ? value.toString() : Number(value);
    },
    2,
  );
  return `${text.replaceAll(numberList, onOneLine)}\n`;
}

export const issueJson = (issue: Issue): Json => ({
  code: issue.code,
  message: sentence(issue),
  where: { ...issue.where },
});

/** A number where the expression is one, else its text. */
export const exprJson = (value: Expr): Json => (isInteger(value) ? value : toText(value));

/** A fraction as its two parts, so that a program reads it exactly. */
export const rationalJson = (value: Rational | null): Json =>
  value === null ? null : { numerator: value.numerator, denominator: value.denominator };

export const shapeJson = (shape: Shape | null): Json => shape?.map(exprJson) ?? null;

/** The value of a field; what stays free is the text of its symbols. */
export function valueJson(value: Value): Json {
  if (typeof value !== 'object') return value;
  if ('terms' in value) return toText(value);
  const entries: readonly (Expr | number)[] = value;
  return entries.map((entry) => (typeof entry === 'number' ? entry : exprJson(entry)));
}

export function formulaJson(formula: Formula): Json {
  const { text, latex, condition, exactText, value } = printFormula(formula);
  return { text, latex, condition, exactText, value };
}

export const variablesJson = (variables: readonly Variable[]): Json =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value]));
