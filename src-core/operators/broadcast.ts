import type { Expr } from '../algebra/expression.ts';
import { compare } from '../algebra/expression.ts';
import { same } from '../language/checks.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText } from '../language/shape.ts';
import { stridesOf } from './strides.ts';

const isOne = (size: Expr): boolean => compare(size, 1n) === 'equal';

/** The size that two come to where they meet: the same, or that which is not 1; null where they do not fit. */
function met(a: Expr, b: Expr): Expr | null {
  if (isOne(a)) return b;
  return isOne(b) || same(a, b) ? a : null;
}

/** The shape that two come to together, sizes counted from the last; null where they do not fit. */
export function joined(a: Shape, b: Shape): Shape | null {
  const rank = Math.max(a.length, b.length);
  const along = (shape: Shape, axis: number): Expr => shape[axis - rank + shape.length] ?? 1n;
  const sizes = Array.from({ length: rank }, (_, axis) => met(along(a, axis), along(b, axis)));
  return sizes.includes(null) ? null : (sizes as Shape);
}

/**
 * The shape that tensors come to together by the rule of numpy: counted from the last, sizes are the same, or 1 where one
 * value serves all. Refuses the first that does not fit those before it: shape/mismatch, with every size of both.
 */
export function broadcastShape(ports: readonly string[], shapes: readonly Shape[]): Shape {
  const [first = [], ...rest] = shapes;
  return rest.reduce((whole, shape, index) => {
    const together = joined(whole, shape);
    if (together !== null) return together;
    const [before, got] = [whole, shape].map((sizes) => shapeText(sizes, { batch: true }));
    return refuse(
      'shape/mismatch',
      { port: ports[index + 1] ?? '' },
      { expected: `${before}, or 1 for some of these`, got: got! },
    );
  }, first);
}

/** How far one goes in a tensor of a shape for each step along the axes of another it is spread over: not at all where it has size 1. */
export function spreadSteps(shape: readonly number[], over: readonly number[]): number[] {
  const strides = stridesOf(shape);
  return over.map((_, axis) => {
    const own = axis - over.length + shape.length;
    return own < 0 || shape[own] === 1 ? 0 : strides[own]!;
  });
}
