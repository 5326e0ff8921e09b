import { isOwnId } from '../document/own-block.ts';
import type { Standing } from './placed.ts';
import type { Solution } from './solve.ts';

/** The largest first, of equal ones that of which the least has to be said. */
export const inOrder = (blocks: readonly Standing[]): readonly Standing[] =>
  blocks.toSorted(
    (a, b) =>
      b.match.nodes.length - a.match.nodes.length ||
      ownFirst(a, b) ||
      choicesIn(a) - choicesIn(b) ||
      Object.keys(a.given).length - Object.keys(b.given).length,
  );

/** Of blocks that are as large, those that a person made come first. */
const ownFirst = (a: Solution, b: Solution): number =>
  Number(isOwnId(b.definition.id)) - Number(isOwnId(a.definition.id));

/** How much is said of what a block is, sizes aside. */
const choicesIn = ({ definition: { fields }, given }: Solution): number =>
  Object.keys(given).filter((name) => fields[name]?.kind !== 'dimension').length;
