import { unitBases } from '../format.ts';
import type { Printed } from './figure.ts';

const powers = { '': 0n, K: 1n, M: 2n, G: 3n } as const;
const pattern = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([KMG]?)$/;

/** The parts of a printed figure: `25.70M` is 2570 hundredths of the second power of the base. */
interface Parts {
  readonly digits: bigint;
  /** What the digits are to be divided by: 100 for two decimals. */
  readonly shift: bigint;
  readonly power: bigint;
}

/** Takes a printed figure apart. A text of another form is a programmer's error. */
function partsOf({ text }: Pick<Printed, 'text'>): Parts {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`${text} is not a printed figure`);
  const [, whole = '', decimals = '', suffix = ''] = match;
  return {
    digits: BigInt(whole.replaceAll(',', '') + decimals),
    shift: 10n ** BigInt(decimals.length),
    power: powers[suffix as keyof typeof powers],
  };
}

/** What a printed figure says: a number, and how far apart the numbers are that can be printed so. */
export interface Reading {
  readonly value: bigint;
  /** 1 for a figure printed to the unit. */
  readonly step: bigint;
}

/** Reads `25.70M` as 25,700,000 in steps of 10,000. A text of another form is a programmer's error. */
export function readPrinted(printed: Pick<Printed, 'text'>): Reading {
  const { digits, shift, power } = partsOf(printed);
  const unit = 1000n ** power;
  if (unit % shift !== 0n) throw new Error(`${printed.text} is finer than one`);
  const step = unit / shift;
  return { value: digits * step, step };
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

/** The unit with which a count gives a printed figure, if its suffix is of the base 1024; null where it does not. */
export function binaryUnit(count: bigint, printed: Pick<Printed, 'text'>): bigint | null {
  const { digits, shift, power } = partsOf(printed);
  if (power === 0n) return null;
  const unit = BigInt(unitBases[1]) ** power;
  // The step is no whole number, so both sides are held in parts of it.
  return agreement(count * shift, { value: digits * unit, step: unit }) === null ? null : unit;
}
