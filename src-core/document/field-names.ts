import type { FieldValue } from './design.ts';
import type { Syntax } from './expression-syntax.ts';
import { namesIn } from './expression-syntax.ts';
import { syntaxOf } from './kept-syntax.ts';

/** The texts of the expressions in a field's value: the value itself, or entries of a list. */
export function expressionsIn(value: FieldValue): readonly string[] {
  if (typeof value !== 'object') return [];
  if ('expression' in value) return [value.expression];
  return value.flatMap((entry) => (typeof entry === 'object' ? [entry.expression] : []));
}

const namesKnown = new WeakMap<Syntax, readonly string[]>();

function namesOf(syntax: Syntax): readonly string[] {
  let names = namesKnown.get(syntax);
  if (names === undefined) {
    names = [...namesIn(syntax)];
    namesKnown.set(syntax, names);
  }
  return names;
}

/** The names that a field's value depends on; an expression that cannot be read has none. */
export const namesInValue = (value: FieldValue): readonly string[] =>
  expressionsIn(value).flatMap((text) => {
    const syntax = syntaxOf(text);
    return syntax.ok ? namesOf(syntax.value) : [];
  });
