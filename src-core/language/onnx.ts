import type { Fields, Values } from './field.ts';

export type OnnxAttribute =
  | number
  | bigint
  | readonly bigint[]
  | readonly number[]
  | string
  | { readonly float: number }
  | { readonly tensor: RealTensor };

/** Real numbers that a node itself says, in single precision; `type` is ONNX's number of the type that a file has them in. */
export interface RealTensor {
  readonly dims: readonly number[];
  readonly values: Float32Array;
  readonly type: number;
}

/** What a node says besides its operator and tensors, as it stands in a file. */
export interface HeldNode {
  /** Its attributes as fields of a NodeProto, in base64. */
  readonly attributes: string;
  /** Empty for the operators of ONNX itself. */
  readonly domain: string;
  /** Of the operators of the domain; null where any will do. */
  readonly version: number | null;
  /** What the graphs among its attributes read from around them: names inside, and the tensors that they are. */
  readonly outer: ReadonlyMap<string, string>;
}

/** The names of all tensors that a node reads, those that graphs inside it read among them. */
export const readsOfNode = ({ inputs, held }: Pick<OnnxNode, 'inputs' | 'held'>): readonly string[] =>
  held === undefined ? inputs : [...inputs, ...held.outer.values()];

/** One ONNX node an operator lowers to. `suffix` is set (`erf`, `mul`) where an operator needs several nodes. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  /** In the place of its attributes, where it is written as a file had it. */
  readonly held?: HeldNode;
  readonly suffix?: string;
}

/** A size that differs from run to run. */
export interface FreeSize {
  /** Two sizes of one id are equal in every run. */
  readonly id: string;
  /** The dimensions of the inputs that it follows from, for sentences. */
  readonly of: string;
  /** The dimension of an input that it always equals; null where it equals none. */
  readonly name: string | null;
}

/** A tensor that an operator reads or writes. */
export interface OnnxTensor {
  readonly name: string;
  /** Its sizes; where one is free, that of one run among many. */
  readonly shape: readonly number[];
  /** By axis: null where the size is the same in every run. */
  readonly free: readonly (FreeSize | null)[];
}

/** Whole numbers as a tensor of int64 in one row, and the nodes that find them out when the file runs. */
export interface OnnxSizes {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
}

/** Names handed to an operator while it lowers itself; sizes are concrete, so it never recomputes them. */
export interface OnnxContext {
  readonly inputs: readonly OnnxTensor[];
  readonly outputs: readonly OnnxTensor[];
  /** The version of the operator set that the file is written for. */
  readonly opset: number;
  /** ONNX's number of the type of its real values: 1 for single precision, 10 for half. */
  readonly realType: number;
  /** Tensor name of a weight by its short name. */
  readonly weight: (name: string) => string;
  /** Registers a small constant beside the weights and returns its tensor name. */
  readonly constant: (
    name: string,
    values: readonly bigint[] | Float32Array,
    shape: readonly number[],
  ) => string;
  /** A name for a tensor between two nodes of this operator. */
  readonly inner: (suffix: string) => string;
  /**
   * The value of a field that follows a free size (of a list, that of one entry), as a list of one; null where it is the same
   * in every run. Refuses the file where it cannot be worked out when that runs (`export/free-size`).
   */
  readonly size: (field: string, entry?: number) => OnnxSizes | null;
  /** Refuses the file where a size along one of these axes is free (`export/free-size`). */
  readonly needsFixed: (tensor: OnnxTensor, axes: readonly number[]) => void;
  /** Refuses operator sets outside a range (`export/opset`): older ones lack the operator, onnxruntime lacks newer forms. */
  readonly needsOpset: (least: number, most: number) => void;
}

/** A factor and a summand for each channel. */
export interface ChannelScale {
  readonly scale: ArrayLike<number>;
  readonly shift: ArrayLike<number>;
}

/** An operator that can take a scale and shift of its output channels into its weights `weight` and `bias`. */
export interface ScaledChannels<F extends Fields = Fields> {
  /** Its values with a bias. */
  readonly values: Values<F>;
  /** The output channel that an entry of `weight` belongs to, by its place in row-major order. */
  readonly channelOf: (place: number) => number;
}
