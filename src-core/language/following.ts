import type { Expr } from '../algebra/expression.ts';
import { sameExpr } from '../algebra/expression.ts';
import { followedBy, isNumberField } from './axes.ts';
import type { Field, Fields, Value } from './field.ts';
import { defaultValue, exact } from './field.ts';

/** Values by the names of their fields, of which some may be left out. */
type Said = Readonly<Record<string, Value | undefined>>;

/**
 * Whether a field only follows another. Values that were resolved no longer say what was left out, so where both come to
 * the same, one number stands for both.
 */
export function follows(fields: Fields, name: string, values: Said): boolean {
  const followed = followedBy(fields, name);
  if (followed === undefined) return false;
  if (values[name] === undefined) return true;
  const other = values[followed] ?? defaultValue(fields[followed]!);
  return sameExpr(exact(values[name] as Expr | number), exact(other as Expr | number));
}

/** The option that holds in the place of a number that does not count under it; null where the number counts. */
export function unheededUnder(field: Field, given: (name: string) => unknown): string | null {
  const heeded = isNumberField(field) ? field.heeded : undefined;
  if (heeded === undefined) return null;
  const chosen = given(heeded.choice);
  return typeof chosen !== 'string' || chosen === heeded.option ? null : chosen;
}

/** Values without those that only follow: what has to be said. */
export function saidValues<Values extends Said>(fields: Fields, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !follows(fields, name, values)),
  ) as Values;
}

/** What is said, and with it the values of the fields that then follow. */
export function withFollowers(fields: Fields, said: Said): Record<string, Value> {
  const values: Record<string, Value> = { ...(said as Readonly<Record<string, Value>>) };
  for (const name of Object.keys(fields)) {
    const followed = followedBy(fields, name);
    if (followed === undefined || values[name] !== undefined) continue;
    if (values[followed] !== undefined) values[name] = values[followed];
  }
  return values;
}
