import type { NodeReading } from './node-reading.ts';
import { fromStart } from './sizes.ts';

/** A part of an axis: from where, by what, how many. */
export interface Cut {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

/** What a Slice node keeps of each axis that it names; null where that is not known. */
export function cutsOf(node: NodeReading, dims: readonly number[]): readonly Cut[] | null {
  const starts = node.list('starts', 1);
  const ends = node.list('ends', 2);
  if (!starts || !ends) return null;
  const axes = node.list('axes', 3);
  const steps = node.known(4)?.values;
  if (axes === null || (node.input(4) !== undefined && steps === undefined)) return null;
  return starts.map((from, index) => {
    const axis = fromStart(axes?.[index] ?? index, dims.length);
    const whole = dims[axis] ?? 0;
    const step = steps?.[index] ?? 1;
    const clamp = (at: number) => Math.max(0, Math.min(whole, at < 0 ? at + whole : at));
    if (step > 0) {
      const start = clamp(from);
      return { axis, start, step, size: Math.max(0, Math.ceil((clamp(ends[index]!) - start) / step)) };
    }
    const start = Math.min(whole - 1, from < 0 ? from + whole : from);
    const end = Math.max(-1, ends[index]! < 0 ? ends[index]! + whole : ends[index]!);
    return { axis, start, step, size: Math.max(0, Math.ceil((end - start) / step)) };
  });
}
