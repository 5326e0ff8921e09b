import type { Expr } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { refuse } from './refusal.ts';

/** A tensor's sizes, outermost first: a feature map is [N, C, H, W], a vector [N, features]. */
export type Shape = readonly Expr[];

export const N = 0;
export const C = 1;
export const H = 2;
export const W = 3;

/** Size `axis` of a shape. Refuses a shape of fewer axes: anything may be wired to anything, as one number of each image to a block. */
export function sizeOf(shape: Shape, axis: number): Expr {
  const size = shape[axis];
  if (size === undefined) {
    const expected = axis === C ? 'tensor with channels' : 'tensor with more axes';
    refuse('shape/rank', {}, { expected, got: shapeText(shape, { batch: true }) });
  }
  return size;
}

/** The sizes without the batch, joined as people write them: `64 × 56 × 56`. */
export function shapeText(shape: Shape, { batch = false }: { batch?: boolean } = {}): string {
  return (batch ? shape : shape.slice(1)).map((size) => toText(size)).join(' × ');
}
