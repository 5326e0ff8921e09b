import type { HeldField } from './field-reader.ts';

/** Fields that one operation keeps as numbers in a formula. */
export interface HeldByOperation {
  readonly operation: string;
  /** `item.field`, in the order in which they are met. */
  readonly fields: readonly string[];
  /** What stands in their expressions that stays a symbol elsewhere. */
  readonly symbols: readonly string[];
  /** The fields by the expression that they have; those that have none of their own are left out. */
  readonly expressions: ReadonlyMap<string, readonly string[]>;
}

/** Fields that formulas keep as numbers, those that one operation keeps so together. */
export function heldByOperation(held: readonly HeldField[]): readonly HeldByOperation[] {
  const operations = [...new Set(held.map(({ operation }) => operation))];
  return operations.map((operation) => {
    const all = held.filter((entry) => entry.operation === operation);
    const expressions = new Map<string, string[]>();
    for (const { node, field, expression } of all) {
      if (expression === null) continue;
      expressions.set(expression, [...(expressions.get(expression) ?? []), `${node}.${field}`]);
    }
    return {
      operation,
      fields: all.map(({ node, field }) => `${node}.${field}`),
      symbols: [...new Set(all.flatMap(({ symbols }) => symbols))],
      expressions,
    };
  });
}
