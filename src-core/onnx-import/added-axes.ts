import { constant } from '../operators/constant.ts';
import { parameter } from '../operators/parameter.ts';
import type { Computed } from './value.ts';

/** How far what is computed from weights alone is looked back along. */
const mostBack = 8;

/**
 * How many axes more a tensor has in the design than in the file: what stands there without images has an axis for them, and what
 * is computed from such tensors alone too. 0 of a tensor that comes from an input.
 */
export function addedAxes(value: Computed, back = mostBack): number {
  const { item, shape } = value;
  if (item.definition === parameter) return shape.length - (item.weights[0]?.dims.length ?? shape.length);
  if (item.inputs.length === 0 || back === 0) return 0;
  const read = item.inputs.filter((input) => input.item.definition !== constant);
  return read.length === 0 ? 0 : Math.min(...read.map((input) => addedAxes(input, back - 1)));
}
