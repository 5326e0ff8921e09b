import type { Expr } from '../algebra/expression.ts';
import { add } from '../algebra/expression.ts';
import { conventionOf, sumOfCosts } from '../analysis/conventions/conventions.ts';
import type { ConventionName } from '../analysis/conventions/rules.ts';
import type { Expansion } from '../language/expansion.ts';
import type { PrintedCost, PublishedRow } from './figure.ts';
import type { Counted } from './subject.ts';

/** Which of a row's figures. */
export const figureKinds = ['params', 'convWeights', 'cost'] as const;
export type FigureKind = (typeof figureKinds)[number];

const sumOver = ({ expansions }: Counted, of: (expansion: Expansion) => Expr): bigint =>
  add(...expansions.map(of)) as bigint;

/** The cost of a subject under a convention; null where the tool cannot count it. */
export const costUnderConvention = ({ expansions }: Counted, name: ConventionName): bigint | null =>
  sumOfCosts(expansions, conventionOf(name)) as bigint | null;

/** The cost of a subject under the convention that its source names, and so can count it. */
function printedCost(counted: Counted, { convention }: PrintedCost): bigint {
  const cost = costUnderConvention(counted, convention);
  if (cost === null) throw new Error(`${convention} cannot have printed this cost`);
  return cost;
}

/** Our count for one figure of a row. */
export function countFigure(row: PublishedRow, kind: FigureKind, counted: Counted): bigint {
  switch (kind) {
    case 'params':
      return sumOver(counted, ({ facts }) => facts.params);
    case 'convWeights':
      return sumOver(counted, ({ facts }) => facts.parts.conv);
    case 'cost':
      return printedCost(counted, row.cost as PrintedCost);
  }
}
