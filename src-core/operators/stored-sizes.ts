import type { Expr } from '../algebra/expression.ts';
import type { DimensionsField } from '../language/field.ts';
import { dimensions } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';

/** Sizes of a tensor that stands in the design itself, without its batch. */
export const storedSizes = (help: string, sizes: readonly number[]): DimensionsField =>
  dimensions({ label: 'Sizes', help, min: 1, max: 1_048_576, minLength: 0, maxLength: 7, default: sizes });

/** The shape of such a tensor: one for all images. */
export const sizesOfOne = (sizes: readonly Expr[]): Shape => [1n, ...sizes];
