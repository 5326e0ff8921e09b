import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { symbol } from '../algebra/expression.ts';
import { formulasOf } from '../analysis/formulas/item-formulas.ts';
import { operators } from '../catalogue.ts';
import type { OperatorDefinition } from '../language/definition.ts';
import { expand } from '../language/expand.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Field, Given, Value, Values } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';

const int = (min: number, max: number) => fc.integer({ min, max });

/** Values inside the bounds of a field, mostly near its least one. */
function legal(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'toggle':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'text':
      return fc.constant(field.default);
    case 'dimensions': {
      const { min, max, minLength, maxLength } = field;
      const sizes = fc.array(int(min, Math.min(max, min + 5)).map(BigInt), {
        minLength,
        maxLength: Math.min(maxLength, minLength + 3),
      });
      return fc.oneof(sizes, fc.constant(field.default.map(BigInt)));
    }
    case 'dimension': {
      const { min, max, odd = false } = field;
      const near = int(min, Math.min(max, min + 12)).filter((size) => !odd || size % 2 === 1);
      return fc.oneof(near, fc.constant(field.default)).map(BigInt);
    }
    case 'real':
      return fc.oneof(fc.constant(field.min), fc.constant(field.max), fc.constant(field.default));
    case 'reals':
      return fc.array(fc.constant(field.min), field);
    case 'structural':
      return fc.oneof(int(field.min, Math.min(field.max, field.min + 6)), fc.constant(field.default));
  }
}

const legalValues = ({ fields }: OperatorDefinition): fc.Arbitrary<Given> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, legal(field)])));

/** The expansion, or undefined where these values and shapes do not fit one another. */
function expansionOf(definition: OperatorDefinition, given: Given, inputs: readonly (readonly Expr[])[]) {
  try {
    return expand(definition, given, inputs);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A use with every field and every free size drawn, and the same use with symbols in their places. */
function drawnUse(definition: OperatorDefinition, given: Given, sizes: readonly number[]) {
  const numbers = new Map<string, Expr>();
  const values: Record<string, Value> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    const value = (given as Values)[name]!;
    values[name] = field.kind === 'dimension' ? symbol(name) : value;
    if (field.kind === 'dimension') numbers.set(name, value as Expr);
  }
  let drawn = 0;
  const free = (name: string): Expr => {
    if (!numbers.has(name)) numbers.set(name, BigInt(sizes[drawn++ % sizes.length]!));
    return symbol(name);
  };
  const inputs = definition.symbolicInputs?.(values, free) ?? [];
  const concrete = inputs.map((shape) => shape.map((size) => substitute(size, numbers)));
  return { values, numbers, inputs, concrete };
}

const counts = (expansion: Expansion, count: (e: Expr) => Expr) => ({
  params: count(expansion.facts.params),
  buffers: count(expansion.facts.buffers),
  macs: count(expansion.facts.macs),
  outputs: expansion.outputs.map((shape) => shape.map(count)),
  // At some sizes an operator does nothing and writes nothing; a formula speaks of the others.
  bytes: expansion.passesThrough ? 0n : count(expansion.facts.activationBytes),
});

describe('the formula of an operator gives its counts', () => {
  test.each(operators.map((definition) => [definition.id, definition] as const))('%s', (_, definition) => {
    let met = 0;
    fc.assert(
      fc.property(
        legalValues(definition),
        fc.array(int(1, 40), { minLength: 5, maxLength: 5 }),
        (given, sizes) => {
          const { values, numbers, inputs, concrete } = drawnUse(definition, given, sizes);
          const expected = expansionOf(definition, given, concrete);
          if (expected === undefined) return;
          const formulas = formulasOf({ definition, values, inputs, numbers });
          if (!formulas.ok) throw new Error(JSON.stringify(formulas.issues));
          const found = counts(formulas.value.expansion, (e) => substitute(e, numbers));
          const wanted = counts(expected, (e) => e);
          expect(expected.passesThrough ? { ...found, bytes: 0n } : found).toEqual(wanted);
          met += 1;
        },
      ),
      { numRuns: 300 },
    );
    // Uses that never fit would prove nothing.
    expect(met).toBeGreaterThan(5);
  });
});

const bounded = operators.flatMap((definition) =>
  Object.entries(definition.fields).flatMap(([name, field]) =>
    field.kind === 'toggle' || field.kind === 'choice' || field.kind === 'text'
      ? []
      : [{ id: definition.id, definition, name, field }],
  ),
);

describe('a value outside the bounds of a field is a problem of that field', () => {
  test.each(bounded)('$id.$name', ({ definition, name, field }) => {
    for (const outside of [field.min - 1, field.max + 1]) {
      const entry = field.kind === 'dimensions' ? BigInt(outside) : outside;
      const value = Array.isArray(field.default) ? [entry, ...field.default.slice(1)] : outside;
      let refusal: unknown;
      try {
        resolveValues(definition, { [name]: value } as Given);
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal).toMatchObject({ issue: { code: 'field/out-of-range', where: { field: name } } });
    }
  });
});
