import type { Expr } from '../algebra/expression.ts';
import { compare, NotSymbolic, sub, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { refuse } from './refusal.ts';
import type { Shape } from './shape.ts';
import { C, shapeText, sizeOf } from './shape.ts';

/** Whether two sizes are the same; raises NotSymbolic where that depends on the value of a symbol. */
export function same(a: Expr, b: Expr): boolean {
  const verdict = compare(a, b);
  if (verdict === 'depends') throw new NotSymbolic('comparison', [...symbolsOf(sub(a, b))]);
  return verdict === 'equal';
}

/** Refuses unless two channel counts are the same. */
export function requireChannels(port: string, got: Expr, expected: Expr): void {
  if (!same(got, expected))
    refuse('shape/channels', { port }, { expected: toText(expected), got: toText(got) });
}

/** Refuses unless the tensor is a feature map [N, C, H, W]. */
export function requireMap(port: string, shape: Shape): void {
  if (shape.length !== 4) {
    refuse(
      'shape/rank',
      { port },
      { expected: 'feature map (N × C × H × W)', got: shapeText(shape, { batch: true }) },
    );
  }
}

/** Refuses unless the tensor is a feature map [N, C, H, W] or a sequence [N, C, L]. */
export function requireMapOrSequence(port: string, shape: Shape): void {
  if (shape.length === 3 || shape.length === 4) return;
  const got = shapeText(shape, { batch: true });
  refuse('shape/rank', { port }, { expected: 'feature map or sequence', got });
}

/** Refuses unless the tensor is a vector [N, features]. */
export function requireVector(port: string, shape: Shape): void {
  if (shape.length !== 2) {
    refuse(
      'shape/rank',
      { port },
      { expected: 'vector (N × features)', got: shapeText(shape, { batch: true }) },
    );
  }
}

/** Refuses unless all inputs have the shape of the first. */
export function requireSameShapes(ports: readonly string[], shapes: readonly Shape[]): void {
  const [first] = shapes;
  shapes.forEach((shape, index) => {
    if (first === undefined || index === 0) return;
    const fits =
      shape.length === first.length && shape.every((size, axis) => same(size, sizeOf(first, axis)));
    if (!fits)
      refuse(
        'shape/mismatch',
        { port: ports[index] ?? '' },
        { expected: shapeText(first, { batch: true }), got: shapeText(shape, { batch: true }) },
      );
  });
}

export const channelsOf = (shape: Shape): Expr => sizeOf(shape, C);
