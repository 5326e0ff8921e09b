import type { Expr } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import type { FieldValue } from '../document/design.ts';
import { inWords } from '../document/in-sentence.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { ChoiceField } from '../language/field.ts';

/** What an expression for a toggle may come to: a number, or an option of a variable that is a choice. */
const toggleStates: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1n, true],
  [0n, false],
  ['on', true],
  ['off', false],
]);

/** A value in a sentence: what its expression comes to, else the value as the file has it. */
function wordsOf(raw: FieldValue, evaluated: Expr | string | undefined): string {
  if (evaluated === undefined) return inWords(raw);
  return typeof evaluated === 'string' ? evaluated : toText(evaluated);
}

/** The text of a choice, of which the field still has to have an option. Issue: field/not-an-option. */
export function optionOf(
  { options }: ChoiceField,
  raw: FieldValue,
  evaluated: Expr | string | undefined,
): Result<string> {
  const value = evaluated ?? raw;
  if (typeof value === 'string') return ok(value);
  const words = wordsOf(raw, evaluated);
  return fail(issue('field/not-an-option', {}, { value: words, nearest: nearestText(words, options) }));
}

/** Whether a toggle is on. Issue: field/not-a-toggle. */
export function stateOf(raw: FieldValue, evaluated: Expr | string | undefined): Result<boolean> {
  if (typeof raw === 'boolean') return ok(raw);
  const state = toggleStates.get(evaluated);
  return state === undefined
    ? fail(issue('field/not-a-toggle', {}, { value: wordsOf(raw, evaluated) }))
    : ok(state);
}
