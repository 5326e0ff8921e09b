import type { Expr } from '../algebra/expression.ts';

/** Where the windows of a transposed convolution would stand on its input, if it were an ordinary one: along one axis. */
export interface Sliding {
  readonly stride: number;
  /** Rows or columns of padding on both sides together. @throws NotSymbolic where they hang on a window that is a symbol */
  readonly padded: () => Expr;
  readonly dilation: number;
}

/** How a resize reads values, and comes by its rows and columns: from the map's own, as a size, or from another map. */
interface Resampling {
  readonly mode: 'nearest' | 'nearest-exact' | 'bilinear' | 'bicubic';
  readonly to: 'factor' | 'size' | 'input';
}

/** What counting tools read of an operator beyond its shapes, weights and MACs; an operator says what applies to it. */
export interface Particulars {
  /** Values that are normalized together, as those of a softmax. */
  readonly set?: Expr;
  /** Channels of a neighbourhood. */
  readonly neighbours?: Expr;
  readonly resampling?: Resampling;
  /** Along rows and columns, or along a sequence alone. */
  readonly sliding?: readonly Sliding[];
  /** The equation of an einsum, its letters renamed a, b, c, … in their order. */
  readonly equation?: string;
  /** Whether each value that is read is weighed by a mask. */
  readonly isModulated?: boolean;
  /** Whether torch has no module of it, so that networks derive one of their own, which hooks on exact types pass by. */
  readonly isDerived?: boolean;
  /** Whether standardized filters are multiplied by a learned gain each, in the step that standardizes them. */
  readonly isGained?: boolean;
}
