import type { OnnxAttribute } from '../language/onnx.ts';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

const listOf = (value: OnnxAttribute | undefined): readonly number[] | null =>
  Array.isArray(value) ? (value as readonly (number | bigint)[]).map(Number) : null;

const filled = (value: OnnxAttribute | undefined, count: number): readonly number[] =>
  listOf(value) ?? Array.from({ length: count }, () => 1);

/**
 * The attributes of a node with windows without what says nothing at these sizes: rounding up that leaves nothing over, padding
 * that no window reaches, and whether padding counts where there is none. Two nodes that then say the same compute the same.
 * @param input sizes along the axes of the windows, @param output likewise
 */
export function plainWindow(
  attributes: Attributes,
  input: readonly number[],
  output: readonly number[],
): Attributes {
  const kernel = listOf(attributes.kernel_shape);
  const rank = input.length;
  const pads = listOf(attributes.pads ?? Array.from({ length: 2 * rank }, () => 0n));
  if (kernel === null || pads === null || kernel.length !== rank || pads.length !== 2 * rank)
    return attributes;
  const strides = filled(attributes.strides, rank);
  const dilations = filled(attributes.dilations, rank);
  const reach = output.map(
    (size, axis) => (size - 1) * strides[axis]! + (kernel[axis]! - 1) * dilations[axis]! + 1 - input[axis]!,
  );
  // A transposed convolution puts out windows in the place of reading them.
  const isSliding = reach.every(
    (size, axis) =>
      size - strides[axis]! < pads[axis]! + pads[axis + rank]! &&
      size > pads[axis]! + pads[axis + rank]! - strides[axis]!,
  );
  if (!isSliding) return attributes;
  const { ceil_mode: ceil, count_include_pad: counted, ...others } = attributes;
  const overhangs = reach.some((size, axis) => size > pads[axis]! + pads[axis + rank]!);
  const isPadded = pads.some((size) => size > 0);
  if (Number(counted ?? 0) === 1 && (isPadded || overhangs)) return attributes;
  const ends = reach.map((size, axis) => Math.max(0, size - pads[axis]!));
  return {
    ...others,
    pads: [...pads.slice(0, rank), ...ends].map(BigInt),
  };
}

const pools: ReadonlySet<string> = new Set(['AveragePool', 'MaxPool']);

/** Whether a node pools single values, one after the other, and so hands on what it reads. */
export function isPoolOfOne(op: string, { kernel_shape: kernel, strides, pads }: Attributes): boolean {
  const isAll = (value: OnnxAttribute | undefined, number: number): boolean =>
    value === undefined || (listOf(value)?.every((one) => one === number) ?? false);
  return pools.has(op) && isAll(kernel, 1) && isAll(strides, 1) && isAll(pads, 0);
}
