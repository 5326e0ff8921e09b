import { add, NotSymbolic } from '../../src-core/algebra/expression.ts';
import { conventionCost, conventionLabel, unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { Convention } from '../../src-core/analysis/conventions/rules.ts';
import type { Formula } from '../../src-core/analysis/formulas/formula.ts';
import { formulaOf } from '../../src-core/analysis/formulas/formula.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import { formulaRows } from './formula-text.ts';
import type { Json } from './json.ts';
import { formulaJson } from './json.ts';

/** The cost under a convention as a formula, or the operation of its rule that needs a number where a symbol stands. */
function costFormula(expansions: readonly Expansion[], convention: Convention): Formula | { needs: string } {
  try {
    return formulaOf(add(...expansions.map((expansion) => conventionCost(expansion, convention))));
  } catch (error) {
    if (error instanceof NotSymbolic) return { needs: error.operation };
    throw error;
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
  if (!('needs' in formula)) {
    return { rows: formulaRows(label, formula), json: { ...worn, formula: formulaJson(formula) } };
  }
  const text = `no formula, as ${formula.needs} needs a number; --set gives one`;
  return { rows: [[label, text]], json: { ...worn, formula: null } };
}
