import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { NotSymbolic } from '../../algebra/expression.ts';
import type { SourceCall } from '../../document/design.ts';
import type { Result } from '../../errors.ts';
import { fail, issue, ok } from '../../errors.ts';
import { borrowing } from '../../language/borrowing.ts';
import { calledAs } from '../../language/called.ts';
import type { Comparison, Definition } from '../../language/definition.ts';
import type { ExpansionMemo } from '../../language/expand.ts';
import { expand } from '../../language/expand.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Counts, Facts } from '../../language/facts.ts';
import { eachCount, noFacts } from '../../language/facts.ts';
import type { Value, Values } from '../../language/field.ts';
import type { Shape } from '../../language/shape.ts';
import { uncountedIn } from '../opaque-issue.ts';
import { issueOfRefusal } from '../refusal-issue.ts';
import type { Formula } from './formula.ts';
import { formulaOf } from './formula.ts';

/** A symbol that had to become a number, and the operation that asked for it. */
export interface HeldSymbol {
  readonly symbol: string;
  readonly value: Expr;
  readonly operation: string;
}

interface GroupFormulas {
  readonly group: string;
  readonly params: Formula;
  readonly macs: Formula;
}

interface ComparisonFormula extends Omit<Comparison, 'weights'> {
  readonly weights: Formula;
}

/** Every count of an item as formulas. */
export interface ItemFormulas extends Counts<Formula> {
  readonly definition: Definition;
  readonly values: Values;
  readonly groups: readonly GroupFormulas[];
  readonly comparisons: readonly ComparisonFormula[];
  readonly held: readonly HeldSymbol[];
  /** What the formulas were read off: the same use, expanded over the symbols that could stay. */
  readonly expansion: Expansion;
}

/** A definition at values and input shapes that may hold symbols, and the present numbers of those symbols. */
export interface SymbolicUse {
  readonly definition: Definition;
  readonly values: Values;
  /** The values at other input shapes, where sizes follow these; absent where none does. */
  readonly valuesAt?: Expansion['valuesAt'] | undefined;
  readonly inputs: readonly Shape[];
  readonly numbers: ReadonlyMap<string, Expr>;
  /** How the source code calls it; absent for a module. */
  readonly call?: SourceCall | undefined;
  /** True where it runs with weights that are counted elsewhere. */
  readonly borrows?: boolean | undefined;
}

function substituteValue(value: Value, bindings: ReadonlyMap<string, Expr>): Value {
  if (typeof value === 'object' && !('terms' in value))
    return (value as readonly (Expr | number)[]).map((entry) =>
      typeof entry === 'number' ? entry : substitute(entry, bindings),
    ) as Value;
  return typeof value === 'object' ? substitute(value, bindings) : value;
}

function substituteValues(values: Values, bindings: ReadonlyMap<string, Expr>): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, substituteValue(value, bindings)]),
  );
}

export const substituteShape = (shape: Shape, bindings: ReadonlyMap<string, Expr>): Shape =>
  shape.map((size) => substitute(size, bindings));

interface Expanded {
  readonly expansion: Expansion;
  readonly held: readonly HeldSymbol[];
}

/** Expands with as many symbols as the definition can keep; those it cannot become their present numbers. */
function expandSymbolic(use: SymbolicUse, memo?: ExpansionMemo): Result<Expanded> {
  const held: HeldSymbol[] = [];
  const known = new Map<string, Expr>();
  let { values, inputs } = use;
  for (;;) {
    try {
      if (use.valuesAt !== undefined) values = substituteValues(use.valuesAt(inputs), known);
      const called = calledAs(expand(use.definition, values, inputs, memo), use.call);
      return ok({ expansion: use.borrows === true ? borrowing(called) : called, held });
    } catch (error) {
      const refused = issueOfRefusal(error);
      if (refused !== null) return fail(refused);
      if (!(error instanceof NotSymbolic)) throw error;
      const bindings = new Map<string, Expr>();
      // What is drawn inside names the design's variables itself; what it asks for again cannot be handed in as a value.
      const again = error.symbols.find((symbol) => held.some((known) => known.symbol === symbol));
      if (again !== undefined) return fail(issue('formula/needs-number', {}, { symbol: again }));
      for (const symbol of error.symbols) {
        const value = use.numbers.get(symbol);
        if (value === undefined) return fail(issue('formula/needs-number', {}, { symbol }));
        bindings.set(symbol, value);
        known.set(symbol, value);
        held.push({ symbol, value, operation: error.operation });
      }
      values = substituteValues(values, bindings);
      inputs = inputs.map((shape) => substituteShape(shape, bindings));
    }
  }
}

/** Every count as a formula. */
export const formulasOfFacts = (facts: Facts): Counts<Formula> => eachCount((pick) => formulaOf(pick(facts)));

function groupFormulas({ definition, values, children }: Expansion): GroupFormulas[] {
  if (definition.kind !== 'block' || definition.groups === undefined) return [];
  return definition.groups(values).map((group) => {
    const facts = children.find((child) => child.name === group)?.expansion.facts ?? noFacts;
    return { group, params: formulaOf(facts.params), macs: formulaOf(facts.macs) };
  });
}

function comparisonFormulas({ definition, values }: Expansion): ComparisonFormula[] {
  if (definition.kind !== 'block' || definition.comparisons === undefined) return [];
  return definition
    .comparisons(values)
    .map(({ weights, ...rest }) => ({ ...rest, weights: formulaOf(weights) }));
}

/** All formulas of one use of a definition. Issues where the values or shapes do not fit. */
export function formulasOf(use: SymbolicUse, memo?: ExpansionMemo): Result<ItemFormulas> {
  const expanded = expandSymbolic(use, memo);
  if (!expanded.ok) return expanded;
  const { expansion, held } = expanded.value;
  const uncounted = uncountedIn(expansion);
  if (uncounted !== null) return fail(uncounted);
  return ok({
    definition: use.definition,
    values: expansion.values,
    ...formulasOfFacts(expansion.facts),
    groups: groupFormulas(expansion),
    comparisons: comparisonFormulas(expansion),
    held,
    expansion,
  });
}
