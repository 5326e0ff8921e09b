import { NotSymbolic } from '../../src-core/algebra/expression.ts';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import {
  conventionLabel,
  sumOfCosts,
  toolError,
  unitOf,
} from '../../src-core/analysis/conventions/conventions.ts';
import type { Formula } from '../../src-core/analysis/formulas/formula.ts';
import { formulaOf } from '../../src-core/analysis/formulas/formula.ts';
import { formulaRows } from '../../src-core/figure/formula-rows.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Json } from './json.ts';
import { formulaJson } from './json.ts';

/** The cost under a convention as a formula, or why there is none. */
function costFormula(expansions: readonly Expansion[], convention: Convention): Formula | { why: string } {
  try {
    const cost = sumOfCosts(expansions, convention);
    if (cost !== null) return formulaOf(cost);
    return { why: `no formula, as the tool cannot count: ${toolError(expansions, convention)}` };
  } catch (error) {
    if (!(error instanceof NotSymbolic)) throw error;
    return { why: `no formula, as ${error.operation} needs a number; --set gives one` };
  }
}

/** The same for people, and as a document: what another tool's count is as a formula. */
export function costAnswer(
  expansions: readonly Expansion[],
  convention: Convention,
): { readonly rows: readonly (readonly [string, string])[]; readonly json: Json } {
  const label = `${unitOf(convention)}, ${conventionLabel(convention)}`;
  const formula = costFormula(expansions, convention);
  const worn = { unit: unitOf(convention), convention: convention.name };
  if (!('why' in formula)) {
    return { rows: formulaRows(label, formula), json: { ...worn, formula: formulaJson(formula) } };
  }
  return { rows: [[label, formula.why]], json: { ...worn, formula: null } };
}
