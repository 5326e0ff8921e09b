import type { SplitRule } from '../../src-core/contract.ts';
import type { Ownership } from './attribution.ts';

/** What an item does, for the rules that split a kernel's time. */
export interface ItemWork {
  /** Multiply-accumulates. */
  readonly macs: number;
  /** Bytes that it would read and write by itself. */
  readonly bytes: number;
}

/** A part of a kernel's time. */
export interface KernelPart {
  readonly path: string;
  /** Whole microseconds. */
  readonly microseconds: number;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}

const weigh: Readonly<Record<SplitRule, (work: ItemWork | undefined) => number>> = {
  macs: (work) => work?.macs ?? 0,
  bytes: (work) => work?.bytes ?? 0,
  equal: () => 1,
};

/**
 * Splits whole microseconds of a kernel among the items that it computes, in proportion to what the rule counts; where that
 * is nothing, the item that works most has all of it. The parts add up to the whole; items without a part are left out.
 */
export function splitKernel(
  microseconds: number,
  { path, serves }: Ownership,
  works: ReadonlyMap<string, ItemWork>,
  rule: SplitRule,
): readonly KernelPart[] {
  const weights = serves.map((item) => weigh[rule](works.get(item)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (serves.length < 2 || all === 0) return [{ path, microseconds, share: 1 }];
  const parts: KernelPart[] = [];
  let before = 0;
  let given = 0;
  for (const [index, item] of serves.entries()) {
    before += weights[index]!;
    // Rounding where a part ends, and not the part, so that nothing is lost.
    const end = Math.round((microseconds * before) / all);
    if (weights[index]! > 0)
      parts.push({ path: item, microseconds: end - given, share: weights[index]! / all });
    given = end;
  }
  return parts;
}
