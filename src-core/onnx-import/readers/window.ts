import type { NodeReading } from '../node-reading.ts';

/** Rows and columns of a kernel, stride and dilation, and how it is padded, as fields of a definition; null where they cannot be. */
export function windowFields(
  node: NodeReading,
  kernel: readonly number[],
  { withDilation = true }: { withDilation?: boolean } = {},
): Readonly<Record<string, number | string>> | null {
  const [rows, columns = rows] = kernel;
  if (rows === undefined || columns === undefined || kernel.length > 2) return null;
  const axes = kernel.length;
  const strides = node.integers('strides') ?? kernel.map(() => 1);
  const dilations = node.integers('dilations') ?? kernel.map(() => 1);
  if (!withDilation && dilations.some((one) => one !== 1)) return null;
  const padding = paddingFields(node, kernel, dilations);
  if (padding === null || strides.length !== axes || dilations.length !== axes) return null;
  const pair = (name: string, [a, b = a]: readonly number[]) =>
    a === b ? { [name]: a! } : { [name]: a!, [`${name}Width`]: b! };
  return {
    ...pair('kernel', kernel),
    ...pair('stride', strides),
    ...(dilations.some((one) => one !== 1) ? pair('dilation', dilations) : {}),
    ...padding,
  };
}

function paddingFields(
  node: NodeReading,
  kernel: readonly number[],
  dilations: readonly number[],
): Readonly<Record<string, number | string>> | null {
  const auto = node.text('auto_pad', 'NOTSET');
  if (auto === 'SAME_UPPER') return { padding: 'same' };
  if (auto === 'VALID') return { padding: 'none' };
  if (auto !== 'NOTSET' && auto !== '') return null;
  const pads = node.integers('pads') ?? kernel.flatMap(() => [0, 0]);
  if (pads.length !== 2 * kernel.length) return null;
  if (pads.every((pad) => pad === 0)) return { padding: 'none' };
  const reach = kernel.map((size, axis) => (dilations[axis] ?? 1) * (size - 1));
  const isHalf = reach.every((covered, axis) => {
    const [before, after] = [pads[axis], pads[axis + kernel.length]];
    return before === covered / 2 && after === covered / 2;
  });
  if (isHalf) return { padding: 'half' };
  const [top, bottom] = [pads[0]!, pads[kernel.length]!];
  if (kernel.length === 1) return { padding: 'custom', pad: top, padRight: bottom };
  const [left, right] = [pads[1]!, pads[3]!];
  if (top === bottom && left === right)
    return { padding: 'custom', pad: top, ...(left === top ? {} : { padWidth: left }) };
  return { padding: 'custom', pad: top, padWidth: left, padBottom: bottom, padRight: right };
}
