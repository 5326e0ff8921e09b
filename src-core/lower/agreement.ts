import type { Tensor } from '../language/tensor.ts';
import type { RealPrecision } from './onnx-options.ts';

/** How far two tensors are apart; both are infinite where their shapes part, or where one alone holds what is no number. */
export interface Gap {
  readonly maxAbs: number;
  /** Over the largest size of what was expected. */
  readonly maxRel: number;
}

const apart: Gap = { maxAbs: Number.POSITIVE_INFINITY, maxRel: Number.POSITIVE_INFINITY };

/** Values below this are what rounding leaves of larger ones that cancel: they are not held against themselves. */
const rounding = 1e-4;

/**
 * Two programs that add up in another order are not equal to the bit: tensors whose gap is at most this share of the largest
 * value agree. Half precision keeps 11 bits of each value, and its errors add up from layer to layer.
 */
export const agreeWithin: Readonly<Record<RealPrecision, number>> = { fp32: 1e-4, fp16: 5e-2 };

/** How far a tensor is from the one that was expected. */
export function gapOf(expected: Tensor, got: Tensor | undefined): Gap {
  if (got === undefined || got.shape.join() !== expected.shape.join()) return apart;
  let [maxAbs, largest] = [0, 0];
  for (let i = 0; i < expected.data.length; i++) {
    const [wanted, found] = [expected.data[i] as number, got.data[i] as number];
    if (Object.is(wanted, found)) {
      if (Number.isFinite(wanted)) largest = Math.max(largest, Math.abs(wanted));
      continue;
    }
    const gap = Math.abs(wanted - found);
    if (!Number.isFinite(gap)) return apart;
    maxAbs = Math.max(maxAbs, gap);
    largest = Math.max(largest, Math.abs(wanted));
  }
  return { maxAbs, maxRel: maxAbs / Math.max(largest, rounding) };
}
