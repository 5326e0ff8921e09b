import type { Result } from '../errors.ts';
import { parseExpression } from './expression-parser.ts';
import type { Syntax } from './expression-syntax.ts';

const parsed = new Map<string, Result<Syntax>>();

/** Parses once per text: the same few expressions are read on every edit. */
export function syntaxOf(text: string): Result<Syntax> {
  let result = parsed.get(text);
  if (result === undefined) {
    if (parsed.size > 10_000) parsed.clear();
    result = parseExpression(text);
    parsed.set(text, result);
  }
  return result;
}
