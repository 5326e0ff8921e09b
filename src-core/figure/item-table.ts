import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import type { Analysis } from '../analysis/analyzer.ts';
import type { Convention } from '../analysis/conventions/convention.ts';
import { unitOf } from '../analysis/conventions/conventions.ts';
import { costUnder, expansionCost } from '../analysis/conventions/cost.ts';
import { itemAt } from '../analysis/item-paths.ts';
import { percentText, unknown } from '../format.ts';
import { itemTitle } from '../language/item-title.ts';
import { shapeLine } from '../scene/node-parts.ts';
import type { TextTable } from './table-text.ts';

const whole = (value: Expr | null | undefined): bigint | null =>
  value != null && isInteger(value) ? value : null;

/** A row of the same items everywhere: what an item is, what leaves it, what it costs, and its part of the design's cost. */
export function itemTable(analysis: Analysis, paths: readonly string[], convention: Convention): TextTable {
  const unit = unitOf(convention);
  const total = whole(costUnder(analysis, convention).value);
  const rows = paths.map((path) => {
    const item = itemAt(analysis, path);
    const cost = whole(expansionCost(item?.expansion, convention).value);
    return [
      path,
      itemTitle(item?.definition ?? null, item?.values ?? null) ?? unknown,
      item === null ? unknown : shapeLine(item),
      whole(item?.facts?.params),
      cost,
      percentText(cost, total),
    ];
  });
  return { columns: ['Item', 'Kind', 'Output', 'Parameters', unit, `Share of ${unit}`], rows };
}
