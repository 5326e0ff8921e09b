import { substitute } from '../../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../../src-core/algebra/expression.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import { eachCount } from '../../../src-core/language/facts.ts';
import type { Shape } from '../../../src-core/language/shape.ts';

/**
 * The expansion with some of its symbols as numbers, all the way down: its shapes, weights and counts, which are what a
 * derivation reads. Equal uses stay shared.
 */
export function pinnedExpansion(
  expansion: Expansion,
  pinned: ReadonlyMap<string, Expr>,
  known: Map<Expansion, Expansion> = new Map(),
): Expansion {
  if (pinned.size === 0) return expansion;
  const before = known.get(expansion);
  if (before !== undefined) return before;
  const number = (e: Expr): Expr => substitute(e, pinned);
  const numbers = (shape: Shape): Shape => shape.map(number);
  const { facts } = expansion;
  const result: Expansion = {
    ...expansion,
    inputs: expansion.inputs.map(numbers),
    outputs: expansion.outputs.map(numbers),
    facts: { ...facts, ...eachCount((pick) => number(pick(facts))) },
    weights: Object.fromEntries(
      Object.entries(expansion.weights).map(([name, spec]) => [
        name,
        { ...spec, shape: numbers(spec.shape) },
      ]),
    ),
    children: expansion.children.map((child) => ({
      ...child,
      expansion: pinnedExpansion(child.expansion, pinned, known),
    })),
  };
  known.set(expansion, result);
  return result;
}
