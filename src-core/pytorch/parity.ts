/** What a program computed, in single or double precision. */
export interface Computed {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** How far two tensors are apart, and that as a share of the largest size of the expected one. */
export interface Gap {
  readonly maxAbs: number;
  readonly maxRel: number;
}

/** Outputs that part by no more than this share of their largest value are equal. */
export const tolerance = 1e-4;

/**
 * Two programs that sum the same products in other orders are both off the exact value, by the condition of the network times
 * the unit roundoff times a factor of their orders (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1). How
 * far the one is off is measured in double precision; an order of magnitude more is left for the other's order.
 */
const spread = 10;

const apart: Gap = { maxAbs: Number.POSITIVE_INFINITY, maxRel: Number.POSITIVE_INFINITY };

/** How far two tensors are apart; infinitely where their shapes part, or where one alone is no number. */
export function gapOf(expected: Computed, got: Computed | undefined): Gap {
  if (got === undefined || got.shape.join() !== expected.shape.join()) return apart;
  let [maxAbs, largest] = [0, 0];
  for (let i = 0; i < expected.data.length; i++) {
    const gap = Math.abs(expected.data[i]! - got.data[i]!);
    if (!Number.isFinite(gap)) return apart;
    maxAbs = Math.max(maxAbs, gap);
    largest = Math.max(largest, Math.abs(expected.data[i]!));
  }
  return { maxAbs, maxRel: maxAbs === 0 ? 0 : maxAbs / largest };
}

/** How far two programs are off what one of them computes in double precision, as shares of its largest value. */
export interface Rounding {
  readonly a: number;
  readonly b: number;
}

/** Where single precision is further off than this, it says nothing of a network. */
const telling = 1e-2;

/**
 * Whether two programs part by what rounding alone comes to; undecided where that is so much that any program would.
 * @param rounding how far off `a` and `b` are, where `b` is the one that was run in double precision too
 */
export function partedBy({ a, b }: Rounding): 'rounding' | 'difference' | 'undecided' {
  if (a > spread * b) return 'difference';
  return b <= telling ? 'rounding' : 'undecided';
}
