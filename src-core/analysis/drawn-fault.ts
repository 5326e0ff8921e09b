import type { Issue } from '../errors.ts';

/** The issues as they are seen from outside an item: their places are counted from the level where the item stands. */
export const placed = (issues: readonly Issue[], at: string): readonly Issue[] =>
  issues.map((found) => ({
    ...found,
    where: { ...found.where, node: found.where.node === undefined ? at : `${at}/${found.where.node}` },
  }));

/** Raised where a drawing cannot be expanded: what is wrong inside, with places counted from the item around it. */
export class DrawnFault extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super('a drawing has problems');
    this.issues = issues;
  }
}
