import { elementCount } from '../language/tensor.ts';

/** Distance between neighbours along each axis of a row-major tensor. */
export const stridesOf = (shape: readonly number[]): number[] =>
  shape.map((_, axis) => elementCount(shape.slice(axis + 1)));

/**
 * Calls `use` for every position of `shape` in row-major order, with the place one reaches in another tensor by going
 * `steps` along each axis from `start`. A step of 0 stays where it is, a negative one goes back.
 */
export function eachPlace(
  shape: readonly number[],
  steps: readonly number[],
  use: (place: number, position: number) => void,
  start = 0,
): void {
  const index = shape.map(() => 0);
  const count = elementCount(shape);
  let place = start;
  for (let position = 0; position < count; position++) {
    use(place, position);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]! += 1;
      place += steps[axis]!;
      if (index[axis]! < shape[axis]!) break;
      place -= steps[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
}
