import { slice } from '../operators/slice.ts';
import { split } from '../operators/tensor.ts';
import type { DraftOutput } from './design-of-draft.ts';
import { Draft } from './draft.ts';
import type { Computed, DraftItem } from './value.ts';

interface Cut {
  readonly item: DraftItem;
  readonly start: number;
  readonly size: number;
}

/** Slices of the channels by the tensor that they are cut from. */
function cutsBySource(items: readonly DraftItem[]): ReadonlyMap<DraftItem, readonly Cut[]> {
  const cuts = new Map<DraftItem, Cut[]>();
  for (const item of items) {
    const [from] = item.inputs;
    const { axis, start, channels } = item.given as Readonly<Record<string, unknown>>;
    if (item.definition !== slice || from === undefined || from.item.outputs.length !== 1) continue;
    if ((axis ?? 'channels') !== 'channels' || typeof start !== 'number' || typeof channels !== 'number')
      continue;
    cuts.set(from.item, [...(cuts.get(from.item) ?? []), { item, start, size: channels }]);
  }
  return cuts;
}

/** The slices in order where they are all of the channels, each once; null where they are not. */
function wholeOf(cuts: readonly Cut[], channels: number): readonly Cut[] | null {
  const ordered = cuts.toSorted((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, size } of ordered) {
    if (start !== at) return null;
    at += size;
  }
  return ordered.length > 1 && at === channels ? ordered : null;
}

/** Items in which slices that cut all channels of a tensor into parts, as exporters write a split, are one split. */
export function withWholeCuts(
  items: readonly DraftItem[],
  outputs: readonly DraftOutput[],
): { readonly items: readonly DraftItem[]; readonly outputs: readonly DraftOutput[] } {
  const wholes = new Map<DraftItem, readonly Cut[]>();
  for (const [from, cuts] of cutsBySource(items)) {
    const whole = wholeOf(cuts, from.outputs[0]?.[1] ?? 0);
    if (whole !== null) for (const { item } of whole) wholes.set(item, whole);
  }
  if (wholes.size === 0) return { items, outputs };
  const draft = new Draft();
  const made = new Map<DraftItem, DraftItem>();
  const parts = new Map<DraftItem, Computed>();
  const now = (value: Computed): Computed => {
    const item = made.get(value.item);
    return parts.get(value.item) ?? (item === undefined ? value : { ...value, item });
  };
  for (const item of items) {
    if (parts.has(item)) continue;
    const whole = wholes.get(item);
    const sizes = whole?.map(({ size }) => size) ?? [];
    // a split is of maps alone; other tensors are cut slice by slice
    const cut = whole === undefined ? null : draft.add(split, { sizes }, item.inputs.map(now), item);
    if (whole === undefined || cut === null) {
      const read = item.inputs.map(now);
      const isMoved = read.some((value, index) => value !== item.inputs[index]);
      const moved = isMoved ? { ...item, inputs: read } : item;
      if (isMoved) made.set(item, moved);
      draft.items.push(moved);
      continue;
    }
    for (const [index, part] of whole.entries()) parts.set(part.item, cut[index]!);
  }
  return { items: draft.items, outputs: outputs.map(({ name, value }) => ({ name, value: now(value) })) };
}
