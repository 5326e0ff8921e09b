/** A tensor as the header of a file of safetensors tells of it. */
export interface HeaderTensor {
  readonly name: string;
  /** A TensorProto.DataType; null of numbers that are not read. */
  readonly elementType: number | null;
  readonly shape: readonly number[];
  /** Where its bytes are in the file. */
  readonly from: number;
  readonly to: number;
}
