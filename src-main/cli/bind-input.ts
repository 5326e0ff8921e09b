import { substitute } from '../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { add, isInteger, mul, sameExpr, sub, symbol, symbolsOf } from '../../src-core/algebra/expression.ts';
import { toText } from '../../src-core/algebra/print.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { followedBy } from '../../src-core/language/axes.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Given, Value, Values } from '../../src-core/language/field.ts';
import { Refusal } from '../../src-core/language/refusal.ts';
import { resolveValues } from '../../src-core/language/resolve.ts';
import type { Shape } from '../../src-core/language/shape.ts';
import { C } from '../../src-core/language/shape.ts';
import type { Sizes } from './input-sizes.ts';

/** The number that makes a linear expression of one symbol equal to `size`; null where it has another form. */
function solve(size: Expr, wanted: bigint): { name: string; value: bigint | null } | null {
  const [name, another] = symbolsOf(size);
  if (name === undefined || another !== undefined) return null;
  const at = (x: bigint): Expr => substitute(size, new Map([[name, x]]));
  const start = at(0n);
  const slope = sub(at(1n), start);
  if (!isInteger(start) || !isInteger(slope) || slope === 0n) return null;
  if (!sameExpr(size, add(start, mul(slope, symbol(name))))) return null;
  const left = wanted - start;
  return { name, value: left % slope === 0n ? left / slope : null };
}

/** The values of a definition with the dimensions that are not bound as symbols of their own names; null where it refuses one. */
export function freeValues(definition: Definition, bound: Given): Values | null {
  try {
    const { fields } = definition;
    const values: Record<string, Value> = { ...resolveValues(definition, bound) };
    for (const [name, field] of Object.entries(fields)) {
      if (Object.hasOwn(bound, name)) continue;
      const followed = followedBy(fields, name);
      if (followed !== undefined) values[name] = values[followed]!;
      else if (field.kind === 'dimension') values[name] = symbol(name);
    }
    return values as Values;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/**
 * The values that given input sizes force on free fields: channels of 4*w and a size of 104 make w 26. Every input gets
 * the same sizes. Issue: shape/channels where no whole number does.
 * @param values of the definition, free fields as symbols of their own names
 * @param bound fields that are numbers already
 */
export function bindInput(
  definition: Definition,
  values: Values,
  bound: Given,
  sizes: Sizes,
): Result<{ bound: Given; inputs: readonly Shape[] }> {
  const ports = definition.inputs(values);
  const free = definition.symbolicInputs?.(values, (name) => symbol(name)) ?? [];
  const forced: Record<string, bigint> = {};
  for (const [index, shape] of free.entries()) {
    if (shape.length !== sizes.length) continue;
    for (const [axis, size] of shape.entries()) {
      const solved = solve(size, sizes[axis]!);
      if (solved === null || !Object.hasOwn(definition.fields, solved.name)) continue;
      if (solved.value === null) {
        const where = { node: definition.id, port: ports[index]?.name ?? '' };
        const code = axis === C ? 'shape/channels' : 'shape/mismatch';
        return fail(issue(code, where, { expected: toText(size), got: String(sizes[axis]) }));
      }
      forced[solved.name] ??= solved.value;
    }
  }
  return ok({ bound: { ...bound, ...forced }, inputs: ports.map(() => sizes) });
}
