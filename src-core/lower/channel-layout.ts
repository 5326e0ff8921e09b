/**
 * Where the channels of a tensor lie when some places hold nothing: by place the channel that is there, or null for zeros. Channels
 * keep their order.
 */
export type ChannelLayout = readonly (number | null)[];

export const plainLayout = (channels: number): ChannelLayout =>
  Array.from({ length: channels }, (_, at) => at);

export const isPlain = (layout: ChannelLayout): boolean => !layout.includes(null);

/** Channels in parts of so many, each with zeros behind it up to a multiple of `align`. */
export function alignedLayout(parts: readonly number[], align: number): ChannelLayout {
  let first = 0;
  return parts.flatMap((count) => {
    const length = Math.ceil(count / align) * align;
    const start = first;
    first += count;
    return Array.from({ length }, (_, at) => (at < count ? start + at : null));
  });
}

/** One layout behind another, as tensors are joined along their channels. */
export function joinedLayout(layouts: readonly ChannelLayout[]): ChannelLayout {
  let first = 0;
  return layouts.flatMap((layout) => {
    const start = first;
    const moved = layout.map((channel) => (channel === null ? null : start + channel));
    first += layout.filter((channel) => channel !== null).length;
    return moved;
  });
}

/** A layout cut into parts of so many channels: the zeros between two parts stay with the first. */
export function cutLayout(layout: ChannelLayout, parts: readonly number[]): readonly ChannelLayout[] {
  let first = 0;
  let place = 0;
  return parts.map((count, index) => {
    const start = first;
    first += count;
    const end = index === parts.length - 1 ? layout.length : layout.indexOf(first);
    const part = layout.slice(place, end).map((channel) => (channel === null ? null : channel - start));
    place = end;
    return part;
  });
}

/**
 * A weight whose outputs and inputs lie as layouts say, zeros where these hold nothing.
 * @param values of shape (outputs, inputs, ...), with `inner` values behind each pair
 */
export function laidOut(
  values: Float32Array,
  outputs: ChannelLayout,
  inputs: ChannelLayout,
  inner: number,
): Float32Array {
  const many = inputs.filter((channel) => channel !== null).length;
  const result = new Float32Array(outputs.length * inputs.length * inner);
  for (const [row, output] of outputs.entries()) {
    if (output === null) continue;
    for (const [column, input] of inputs.entries()) {
      if (input === null) continue;
      const from = (output * many + input) * inner;
      result.set(values.subarray(from, from + inner), (row * inputs.length + column) * inner);
    }
  }
  return result;
}
