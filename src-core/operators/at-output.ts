import type { Expr } from '../algebra/expression.ts';
import { same } from '../language/checks.ts';
import { Refusal, refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, shapeText, sizeOf } from '../language/shape.ts';
import type { Window } from '../language/window.ts';
import { windowed } from '../language/window.ts';

/** Refuses a tensor that is not of these channels at the positions of the output. */
export function requireAtOutput(port: string, shape: Shape, channels: Expr, output: Shape): void {
  const wanted = output.map((size, axis) => (axis === C ? channels : size));
  const fits =
    shape.length === wanted.length && shape.every((size, axis) => same(size, sizeOf(wanted, axis)));
  if (!fits) {
    const [expected, got] = [wanted, shape].map((sizes) => shapeText(sizes, { batch: true }));
    refuse('shape/mismatch', { port }, { expected: expected!, got: got! });
  }
}

/** The size that windows leave of a symbol; the symbol itself where they are refused, as the shape is then. */
export function positionsOf(size: Expr, window: Window): Expr {
  try {
    return windowed(size, window);
  } catch (error) {
    if (error instanceof Refusal) return size;
    throw error;
  }
}
