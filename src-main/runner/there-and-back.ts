/**
 * What runs in turn, in the order of a round: forwards in one, backwards in the next. What comes first in a round finds the machine
 * otherwise than the rest, and what follows the same one each time finds the caches as that left them; so nobody always does.
 */
export const thereAndBack = <T>(entrants: readonly T[], round: number): readonly T[] =>
  round % 2 === 0 ? entrants : entrants.toReversed();
