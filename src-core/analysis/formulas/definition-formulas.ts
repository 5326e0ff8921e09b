import type { Expr } from '../../algebra/expression.ts';
import { symbol } from '../../algebra/expression.ts';
import type { Result } from '../../errors.ts';
import { fail } from '../../errors.ts';
import { followedBy } from '../../language/axes.ts';
import type { Definition } from '../../language/definition.ts';
import type { Given, Value, Values } from '../../language/field.ts';
import { defaultValue } from '../../language/field.ts';
import { withFollowers } from '../../language/following.ts';
import { resolveValues } from '../../language/resolve.ts';
import type { Shape } from '../../language/shape.ts';
import { issueOfRefusal } from '../refusal-issue.ts';
import type { ItemFormulas, SymbolicUse } from './item-formulas.ts';
import { formulasOf } from './item-formulas.ts';

export interface DefinitionFormulaOptions {
  /** Values that are numbers; every other dimension stays a symbol named as its field. */
  readonly bound: Given;
  /** Concrete input shapes; without them sizes that no field names are symbols: H, W, C_in. */
  readonly inputs?: readonly Shape[];
}

/** A definition in its own fields; raises a Refusal where a bound value does not fit. */
export function definitionUse(
  definition: Definition,
  { bound, inputs }: DefinitionFormulaOptions,
): SymbolicUse {
  const checked = resolveValues(definition, bound);
  const values: Record<string, Value> = {};
  const numbers = new Map<string, Expr>();
  for (const [name, field] of Object.entries(definition.fields)) {
    const isBound = Object.hasOwn(bound, name);
    if (!isBound && followedBy(definition.fields, name) !== undefined) continue;
    const free = field.kind === 'dimension' && !isBound;
    values[name] = free ? symbol(name) : (checked as Record<string, Value>)[name]!;
    if (field.kind === 'dimension') numbers.set(name, defaultValue(field) as Expr);
  }
  const all = withFollowers(definition.fields, values) as Values;
  const shapes = inputs ?? definition.symbolicInputs?.(all, (name) => symbol(name)) ?? [];
  return { definition, values: all, inputs: shapes, numbers };
}

/** The formulas of a definition on its own, in its own fields. Batch is 1 unless the inputs say otherwise. */
export function definitionFormulas(
  definition: Definition,
  options: DefinitionFormulaOptions,
): Result<ItemFormulas> {
  try {
    return formulasOf(definitionUse(definition, options));
  } catch (error) {
    const refused = issueOfRefusal(error);
    if (refused === null) throw error;
    return fail(refused);
  }
}
