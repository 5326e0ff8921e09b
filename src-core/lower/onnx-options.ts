import type { ValueRanges } from './value-ranges.ts';

/** Types of real numbers that weights and the tensors between operators can have. */
export const realPrecisions = ['fp32', 'fp16'] as const;
export type RealPrecision = (typeof realPrecisions)[number];

/** What operators compute in; with `int8`, what a runtime has for it computes in whole numbers of 8 bits, and the rest in single precision. */
export const precisions = [...realPrecisions, 'int8'] as const;
export type Precision = (typeof precisions)[number];

/** The type of what is no whole number. */
export const realPrecisionOf = (precision: Precision): RealPrecision =>
  precision === 'int8' ? 'fp32' : precision;

/** What an ONNX file is written for. */
export interface OnnxOptions {
  /** Version of the operator set, one of `opsets`. */
  readonly opset: number;
  readonly precision: Precision;
  /** What values tensors were seen to have: with `int8`, those of which nothing is known stay real. */
  readonly ranges?: ValueRanges | undefined;
  /** Channels of convolutions are filled with zeros up to a multiple of this; absent where they stay as they are. */
  readonly alignChannels?: AlignedTo | undefined;
}

/** Multiples of channels for which runtimes have fast kernels: onnxruntime's blocks have 8 or 16, and it takes inputs of multiples of 4. */
export const alignments = [4, 8, 16] as const;
export type AlignedTo = (typeof alignments)[number];

/** How a design becomes an ONNX file. */
export interface ExportOptions extends OnnxOptions {
  /** Fields of the inputs whose sizes are left free, such as `batch` or `height`. */
  readonly dynamic: readonly string[];
  /** Whether norms that only scale and shift go into the weights of the convolutions before them. */
  readonly foldNorms: boolean;
}

/** Versions of the operator set, the oldest first, each with the version of the file format that came with it. */
const formats = new Map([
  [13, 7],
  [14, 7],
  [15, 8],
  [16, 8],
  [17, 8],
  [18, 8],
  [19, 9],
  [20, 9],
  [21, 10],
  [22, 10],
  [23, 11],
]);

/** The versions of the operator set that a file can be written for; the bundled onnxruntime runs all of them. */
export const opsets: readonly number[] = [...formats.keys()];

/**
 * The version of the file format (IR) of an operator set.
 * https://github.com/onnx/onnx/blob/main/docs/Versioning.md#released-versions
 */
export function irVersionOf(opset: number): number {
  const version = formats.get(opset);
  if (version === undefined) throw new Error(`no file is written for opset ${opset}`);
  return version;
}

/** An export for which nothing is asked; the file of every run and measurement is written alike. */
export const plainExport: ExportOptions = { dynamic: [], opset: 17, precision: 'fp32', foldNorms: false };

/** Of freshly initialised weights and of made-up inputs, where nobody asks for another. */
export const defaultSeed = 0;
