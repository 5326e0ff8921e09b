import type { Condition } from '../../src-core/algebra/condition.ts';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import { toReadable } from '../../src-core/algebra/print.ts';
import { t } from '../locale/translate.ts';

/** Names with their present numbers, names of one number together: `w = 20`, `H = W = 224 and w = 24`. */
export function bindingsText(names: readonly string[], numbers: ReadonlyMap<string, Expr>): string {
  const byNumber = new Map<string, string[]>();
  for (const name of names) {
    const value = numbers.get(name);
    const text = value === undefined ? '—' : toReadable(value);
    byNumber.set(text, [...(byNumber.get(text) ?? []), name]);
  }
  const parts = [...byNumber].map(([text, same]) => `${same.join(' = ')} = ${text}`);
  return parts.length < 2
    ? parts.join('')
    : t('{names} and {last}', { names: parts.slice(0, -1).join(', '), last: parts.at(-1) ?? '' });
}

export interface ConditionVerdict {
  readonly holds: boolean;
  /** Such as `w = 20 does not`. */
  readonly text: string;
}

/** Says whether the present numbers meet a condition, and which of them do not. */
export function conditionVerdict(condition: Condition, numbers: ReadonlyMap<string, Expr>): ConditionVerdict {
  const failing = condition.filter(({ modulus, symbol }) => {
    const value = numbers.get(symbol);
    return value === undefined || !isInteger(value) || value % modulus !== 0n;
  });
  const holds = failing.length === 0;
  const names = (holds ? condition : failing).map(({ symbol }) => symbol);
  const isOne = names.length === 1;
  const verb = holds
    ? isOne
      ? '{numbers} does'
      : '{numbers} do'
    : isOne
      ? '{numbers} does not'
      : '{numbers} do not';
  return { holds, text: t(verb, { numbers: bindingsText(names, numbers) }) };
}
