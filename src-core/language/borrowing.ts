import { same } from './checks.ts';
import type { Expansion } from './expansion.ts';
import { withoutWeights } from './facts.ts';
import { refuse } from './refusal.ts';
import { shapeText } from './shape.ts';

const borrowed = new WeakMap<Expansion, Expansion>();

/**
 * The expansion as it runs with the weights of another use: all the way down it counts none of its own, while sizes,
 * MACs and activations stay. Equal uses share it, as they share their expansion.
 */
export function borrowing(expansion: Expansion): Expansion {
  const known = borrowed.get(expansion);
  if (known !== undefined) return known;
  const result: Expansion = {
    ...expansion,
    facts: withoutWeights(expansion.facts),
    children: expansion.children.map((child) => ({ ...child, expansion: borrowing(child.expansion) })),
    borrows: true,
  };
  borrowed.set(expansion, result);
  return result;
}

/** Refuses where the weights of a second use would not have the shapes of the first one's. */
export function requireSameWeights(first: Expansion, second: Expansion): void {
  for (const [name, { shape }] of Object.entries(first.weights)) {
    const other = second.weights[name]?.shape ?? [];
    const fits = other.length === shape.length && other.every((size, axis) => same(size, shape[axis]!));
    if (fits) continue;
    const [expected, got] = [shape, other].map((sizes) => shapeText(sizes, { batch: true }));
    refuse('shape/shared-weights', {}, { name, expected: expected!, got: got! });
  }
  first.children.forEach((child, index) => {
    const other = second.children[index];
    if (other?.name !== child.name) throw new Error(`${child.name} is not there in the second use`);
    requireSameWeights(child.expansion, other.expansion);
  });
}
