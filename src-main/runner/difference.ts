/**
 * The largest difference of two tensors, relative to the largest value expected. NaN where either holds one.
 * Both must have the same number of elements.
 */
export function largestDifference(values: Float32Array, expected: Float32Array): number {
  if (values.length !== expected.length) throw new RangeError('the tensors differ in size');
  let difference = 0;
  let size = 0;
  for (const [index, value] of expected.entries()) {
    difference = Math.max(difference, Math.abs(values[index]! - value));
    size = Math.max(size, Math.abs(value));
  }
  return size === 0 ? difference : difference / size;
}
