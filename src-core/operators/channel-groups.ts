import type { Expr } from '../algebra/expression.ts';
import { compare, div, isInteger } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { refuse } from '../language/refusal.ts';

/** Refuses concrete channels that cannot be cut into equal groups; where either is a symbol they are taken to fit. */
export function requireGroups(channels: Expr, groups: Expr): void {
  if (isInteger(channels) && isInteger(groups) && channels % groups !== 0n) {
    refuse('shape/groups', { field: 'groups' }, { channels: toText(channels), groups: toText(groups) });
  }
}

/** Channels of one group: C/groups; one where every channel is its own group. */
export function channelsPerGroup(channels: Expr, groups: Expr): Expr {
  return compare(channels, groups) === 'equal' ? 1n : div(channels, groups);
}
