import type { Rational } from './algebra/rational.ts';

/** What stands in the place of a number that is not known. */
export const unknown = '—';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

const signed = (isNegative: boolean, text: string): string => (isNegative ? `-${text}` : text);

/** An exact integer with its thousands grouped: `28,611,497`. */
export function integerText(value: bigint | number | null): string {
  if (value === null) return unknown;
  const whole = BigInt(value);
  return signed(whole < 0n, grouped(String(whole < 0n ? -whole : whole)));
}

/** A number that need not be whole, to the nine digits that fp32 holds: `0.176776695`, `1e-7`. */
export function realText(value: number | null): string {
  return value === null ? unknown : String(Number(value.toPrecision(9)));
}

/** numerator/denominator to a number of decimals, rounded half away from zero, without going through floating point. */
function decimalText(numerator: bigint, denominator: bigint, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * magnitude * scale + denominator) / (2n * denominator);
  const whole = grouped(String(scaled / scale));
  const fraction = String(scaled % scale).padStart(decimals, '0');
  return signed(numerator < 0n && scaled > 0n, decimals === 0 ? whole : `${whole}.${fraction}`);
}

interface Unit {
  readonly suffix: string;
  readonly size: bigint;
}

/** What the next larger unit of a count or a size is: a thousand, or 1024 as some papers have it. */
export const unitBases = [1000, 1024] as const;
export type UnitBase = (typeof unitBases)[number];

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** A prefix of a base: `G`, or `Gi` for 1024³. */
export const prefixOf = (power: number, base: UnitBase): string => {
  const prefix = prefixes[power]!;
  return base === 1000 || power === 0 ? prefix : `${power === 1 ? 'K' : prefix}i`;
};

const unitsOf = (base: UnitBase, largest: number, noun: string): readonly Unit[] =>
  prefixes.slice(0, largest + 1).map((_, power) => {
    const name = `${prefixOf(power, base)}${noun}`;
    return { suffix: name === '' ? '' : ` ${name}`, size: BigInt(base) ** BigInt(power) };
  });

const counts = { 1000: unitsOf(1000, 5, ''), 1024: unitsOf(1024, 5, '') } as const;
const bytes = { 1000: unitsOf(1000, 4, 'B'), 1024: unitsOf(1024, 4, 'B') } as const;

/** The largest unit of which there is at least one; the first where there is none. */
const unitFor = (magnitude: bigint, units: readonly Unit[]): Unit =>
  units.findLast(({ size }) => magnitude >= size) ?? (units[0] as Unit);

/** A count short enough for a node, to four digits: `4.979 G`, `357.6 M`, `840`; by 1024s `4.637 Gi`. */
export function compactText(value: bigint | null, base: UnitBase = 1000): string {
  if (value === null) return unknown;
  const magnitude = value < 0n ? -value : value;
  const { suffix, size } = unitFor(magnitude, counts[base]);
  if (size === 1n) return integerText(value);
  const digits = String(magnitude / size).length;
  return `${decimalText(value, size, Math.max(0, 4 - digits))}${suffix}`;
}

/** An amount of memory: `219.0 MB`, `4.00 kB`, `12 B`; by 1024s `208.9 MiB`. */
export function bytesText(value: bigint | null, base: UnitBase = 1000): string {
  if (value === null) return unknown;
  const magnitude = value < 0n ? -value : value;
  const { suffix, size } = unitFor(magnitude, bytes[base]);
  const decimals = size === 1n ? 0 : magnitude / size >= 100n ? 1 : 2;
  return `${decimalText(value, size, decimals)}${suffix}`;
}

/** The decimals of a fraction whose decimal text ends, else null: 4 for 629/16. */
function endingDecimals(denominator: bigint): number | null {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/** A fraction as a decimal: exact where it ends within six decimals (`35,381.25`), else to three, marked `≈ 1.333`. */
export function fractionText({ numerator, denominator }: Rational): string {
  const exact = endingDecimals(denominator);
  if (exact !== null && exact <= 6) return decimalText(numerator, denominator, exact);
  return `≈ ${decimalText(numerator, denominator, 3)}`;
}

/** part/whole to a number of decimals; unknown where either is, or where the whole is nothing. */
export function ratioText(part: bigint | null, whole: bigint | null, decimals = 2): string {
  return part === null || whole === null || whole === 0n ? unknown : decimalText(part, whole, decimals);
}

/** part/whole as a percentage: `35.1%`, `0.04%`. */
export function percentText(part: bigint | null, whole: bigint | null): string {
  if (part === null || whole === null || whole === 0n) return unknown;
  const decimals = part * 100n >= whole || part === 0n ? 1 : 2;
  return `${decimalText(part * 100n, whole, decimals)}%`;
}
