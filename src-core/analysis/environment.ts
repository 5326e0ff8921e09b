import type { Expr } from '../algebra/expression.ts';
import { symbol } from '../algebra/expression.ts';
import { exactNumber } from '../document/decimal.ts';
import type { Variable } from '../document/design.ts';
import type { Field, Fields, Value, Values } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import { valueText } from '../language/resolve.ts';

/** What the names of a design's variables stand for. */
export interface Environment {
  /** Every variable at its present value; a choice is its text. */
  readonly numbers: ReadonlyMap<string, Expr | string>;
  /** Variables that stay symbols in dimension fields; empty where everything is a number. */
  readonly symbols: ReadonlyMap<string, Expr>;
}

const variableValue = (variable: Variable): Expr | string =>
  variable.kind === 'choice' ? variable.value : exactNumber(variable.value);

/** All variables as numbers, and those named in `free` as symbols too. */
export function environmentOf(
  variables: readonly Variable[],
  free: ReadonlySet<string> = new Set(),
): Environment {
  const numbers = new Map(variables.map((variable) => [variable.name, variableValue(variable)]));
  const symbols = new Map<string, Expr>();
  for (const { name, kind } of variables) {
    if (kind !== 'choice' && free.has(name)) symbols.set(name, symbol(name, { integer: kind === 'integer' }));
  }
  return { numbers, symbols };
}

/** The default of every field. */
export const defaultsOf = (fields: Fields): Values =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, defaultValue(field)])) as Values;

/** What a field's value is where an expression names it; undefined for what no expression can name. */
function namedValue(field: Field, value: Value): Expr | string | undefined {
  switch (field.kind) {
    case 'dimension':
      return value as Expr;
    case 'structural':
      // A symbol in a series, where what it counts is any number of them.
      return typeof value === 'number' ? BigInt(value) : (value as Expr);
    case 'real':
      return exactNumber(value as number);
    case 'toggle':
      return value === true ? 1n : 0n;
    case 'choice':
      return value as string;
    default:
      return undefined;
  }
}

/**
 * What names mean in a closed drawing: each field of the block its value, a state that is on 1. Sizes among them may be
 * symbols. The key is one for equal values.
 */
export function fieldEnvironment(
  fields: Fields,
  values: Values,
): { readonly key: string; readonly environment: Environment } {
  const all = { ...defaultsOf(fields), ...values };
  const numbers = new Map<string, Expr | string>();
  const symbols = new Map<string, Expr>();
  for (const [name, field] of Object.entries(fields)) {
    const value = namedValue(field, all[name]!);
    if (value === undefined) continue;
    numbers.set(name, value);
    if (field.kind === 'dimension') symbols.set(name, value as Expr);
  }
  const key = Object.keys(fields)
    .map((name) => valueText(all[name]!))
    .join(';');
  return { key, environment: { numbers, symbols } };
}
