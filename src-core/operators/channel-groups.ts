import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { compare, div, isConstant, isInteger, mul, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { refuse } from '../language/refusal.ts';

/** Refuses concrete channels that cannot be cut into equal groups; where either is a symbol they are taken to fit. */
export function requireGroups(channels: Expr, groups: Expr, field = 'groups'): void {
  if (isInteger(channels) && isInteger(groups) && channels % groups !== 0n) {
    refuse('shape/groups', { field }, { channels: toText(channels), groups: toText(groups) });
  }
}

/** Channels of one group: C/groups; one where every channel is its own group, and a number where both grow alike. */
export function channelsPerGroup(channels: Expr, groups: Expr): Expr {
  if (compare(channels, groups) === 'equal') return 1n;
  return proportion(channels, groups) ?? div(channels, groups);
}

/** The number that `whole` is of `part` at all values of their symbols: 16 of w and w/16; undefined where there is none. */
function proportion(whole: Expr, part: Expr): Expr | undefined {
  if (isConstant(part)) return undefined;
  const anywhere = new Map(
    [...symbolsOf(whole), ...symbolsOf(part)].map((name) => [name, 720_720n] as const),
  );
  const [a, b] = [substitute(whole, anywhere), substitute(part, anywhere)];
  if (b === 0n) return undefined;
  const ratio = div(a, b);
  return compare(whole, mul(ratio, part)) === 'equal' ? ratio : undefined;
}
