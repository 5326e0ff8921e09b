import { elementCount } from '../language/tensor.ts';
import type { OnnxFileTensor } from '../lower/onnx-read-tensor.ts';
import { valuesOf } from '../lower/onnx-read-tensor.ts';
import { elementType as types } from '../lower/onnx-schema.ts';

/** A tensor whose values are known while a file is read. */
export interface Constant {
  readonly dims: readonly number[];
  readonly isReal: boolean;
  readonly values: readonly number[];
}

/** The most values that are worked out; what is larger stays a tensor of the file. */
export const mostValues = 4_194_304;

const reals: ReadonlySet<number> = new Set([types.float, types.float16, types.double, types.bfloat16]);

const bytes: ReadonlySet<number> = new Set([types.int8, types.uint8]);

/** True of the types that weights are quantised to; indices and sizes are never of them. */
export const isByteType = (type: number): boolean => bytes.has(type);

export const isRealType = (type: number): boolean => reals.has(type);

/** The values of a tensor of the file; null where they are not there, or too many. */
export function constantOf(tensor: OnnxFileTensor): Constant | null {
  if (elementCount(tensor.dims) > mostValues) return null;
  const values = valuesOf(tensor);
  return values === null ? null : { dims: tensor.dims, isReal: isRealType(tensor.elementType), values };
}

export const integersOf = (values: readonly number[], dims = [values.length]): Constant => ({
  dims,
  isReal: false,
  values,
});

/** The one value of a constant that has no more; null of any other. */
export const singleOf = ({ values }: Constant): number | null => (values.length === 1 ? values[0]! : null);
