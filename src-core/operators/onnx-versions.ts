/**
 * Versions from which on ONNX's own operators are something else: an attribute became an input or went, a default is another.
 * Those at which types or attributes were added are none. An operator that is newer than the oldest set that files are written
 * for begins with the version that brought it. Versions up to 8 are left out: all that is written is newer.
 * https://github.com/onnx/onnx/blob/main/docs/Changelog.md
 */
const turns: Readonly<Record<string, readonly number[]>> = {
  AffineGrid: [20],
  Attention: [23],
  BatchNormalization: [9, 14],
  Bernoulli: [15],
  BitwiseAnd: [18],
  BitwiseNot: [18],
  BitwiseOr: [18],
  BitwiseXor: [18],
  BlackmanWindow: [17],
  CastLike: [15],
  CenterCropPad: [18],
  Clip: [11],
  Col2Im: [18],
  DFT: [17, 20],
  DeformConv: [19],
  Dropout: [12],
  Gelu: [20],
  GridSample: [16, 20],
  GroupNormalization: [18, 21],
  HammingWindow: [17],
  HannWindow: [17],
  HardSwish: [14],
  Hardmax: [13],
  ImageDecoder: [20],
  LayerNormalization: [17],
  LogSoftmax: [13],
  MelWeightMatrix: [17],
  Mish: [18],
  Optional: [15],
  OptionalGetElement: [15],
  OptionalHasElement: [15],
  Pad: [11],
  RMSNormalization: [23],
  ReduceL1: [18],
  ReduceL2: [18],
  ReduceLogSum: [18],
  ReduceLogSumExp: [18],
  ReduceMax: [18],
  ReduceMean: [18],
  ReduceMin: [18],
  ReduceProd: [18],
  ReduceSum: [13],
  ReduceSumSquare: [18],
  RegexFullMatch: [20],
  Resize: [11],
  RotaryEmbedding: [23],
  STFT: [17],
  Scan: [9],
  Scatter: [11],
  SequenceMap: [17],
  Slice: [10],
  Softmax: [13],
  Split: [13, 18],
  Squeeze: [13],
  StringConcat: [20],
  StringNormalizer: [10],
  StringSplit: [20],
  TopK: [10],
  Trilu: [14],
  Unsqueeze: [13],
  Upsample: [9, 10],
};

/** The sets of ONNX's own operators that have an operator as this one has it, from the first to the last. */
export function versionsWith(op: string, version: number): readonly [least: number, most: number] {
  const all = Object.hasOwn(turns, op) ? turns[op]! : [];
  const least = all.findLast((turn) => turn <= version) ?? 1;
  const next = all.find((turn) => turn > version);
  return [least, next === undefined ? Number.MAX_SAFE_INTEGER : next - 1];
}
