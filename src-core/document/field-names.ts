import type { FieldValue } from './design.ts';
import { parseExpression } from './expression-parser.ts';
import { namesIn } from './expression-syntax.ts';

/** The texts of the expressions in a field's value: the value itself, or entries of a list. */
export function expressionsIn(value: FieldValue): readonly string[] {
  if (typeof value !== 'object') return [];
  if ('expression' in value) return [value.expression];
  return value.flatMap((entry) => (typeof entry === 'object' ? [entry.expression] : []));
}

/** The names that a field's value depends on; an expression that cannot be read has none. */
export const namesInValue = (value: FieldValue): readonly string[] =>
  expressionsIn(value).flatMap((text) => {
    const syntax = parseExpression(text);
    return syntax.ok ? [...namesIn(syntax.value)] : [];
  });
