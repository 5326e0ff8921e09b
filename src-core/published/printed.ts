import type { Printed } from './figure.ts';

const suffixes = { '': 1n, K: 10n ** 3n, M: 10n ** 6n, G: 10n ** 9n } as const;
const pattern = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([KMG]?)$/;

/** What a printed figure says: a number, and how far apart the numbers are that can be printed so. */
export interface Reading {
  readonly value: bigint;
  /** 1 for a figure printed to the unit. */
  readonly step: bigint;
}

/** Reads `25.70M` as 25,700,000 in steps of 10,000. A text of another form is a programmer's error. */
export function readPrinted({ text }: Pick<Printed, 'text'>): Reading {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`${text} is not a printed figure`);
  const [, whole = '', decimals = '', suffix = ''] = match;
  const unit = suffixes[suffix as keyof typeof suffixes];
  const shift = 10n ** BigInt(decimals.length);
  if (unit % shift !== 0n) throw new Error(`${text} is finer than one`);
  const step = unit / shift;
  return { value: BigInt(whole.replaceAll(',', '') + decimals) * step, step };
}

/** How a count gives a printed figure; null where it does not. */
export type Agreement = 'equal' | 'rounded' | 'truncated';

/** Holds a count against a reading: to the unit, else rounded to the nearest step (ties either way), else cut off. */
export function agreement(count: bigint, { value, step }: Reading): Agreement | null {
  if (count === value) return 'equal';
  const off = count - value;
  if (2n * (off < 0n ? -off : off) <= step && step > 1n) return 'rounded';
  return off > 0n && off < step ? 'truncated' : null;
}
