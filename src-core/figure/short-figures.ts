import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import type { Cost } from '../analysis/conventions/cost.ts';
import type { UnitBase } from '../format.ts';
import { integerText, prefixOf, unknown } from '../format.ts';

/** A figure and the unit it wears. */
export interface Figure {
  readonly value: string;
  readonly unit: string;
}

/** An exact count, or a dash where it is unknown. */
export function countText(value: Expr | null | undefined): string {
  return value != null && isInteger(value) ? integerText(value) : unknown;
}

/** Four digits at most, so that figures of one column compare at a glance: `0.358`, `1.203`, `34.57`, `115.6`. */
function fourDigits(value: number): string {
  return value.toFixed(value < 10 ? 3 : value < 100 ? 2 : 1);
}

/** A cost short enough for a node, giga from a tenth up so that neighbours compare: `0.358 G`. Small counts stay exact. */
export function costFigure({ value, unit: name }: Cost, base: UnitBase = 1000): Figure {
  if (value === null || !isInteger(value)) return { value: unknown, unit: name };
  const number = Number(value);
  const inUnits = (power: number) => `${fourDigits(number / base ** power)} ${prefixOf(power, base)}`;
  if (number >= base ** 3 / 10) return { value: inUnits(3), unit: name };
  if (number >= base ** 2 / 10) return { value: inUnits(2), unit: name };
  return { value: integerText(value), unit: name };
}

/** Bytes, as `0.60 MB`, `219.0 MB`, `4.0 kB`; by 1024s `0.57 MiB`. */
export function bytesFigure(bytes: Expr | number | null | undefined, base: UnitBase = 1000): Figure {
  const unit = (power: number) => `${prefixOf(power, base)}B`;
  if (bytes == null || (typeof bytes !== 'number' && !isInteger(bytes))) {
    return { value: unknown, unit: unit(2) };
  }
  const number = Number(bytes);
  const figure = (power: number, decimals: number) => ({
    value: (number / base ** power).toFixed(decimals),
    unit: unit(power),
  });
  if (number >= 100 * base ** 3) return figure(3, 1);
  if (number >= 10 * base ** 2) return figure(2, 1);
  if (number >= base ** 2 / 10) return figure(2, 2);
  return figure(1, 1);
}

/** A share from 0 to 1 as percent: `35.1%`, `0.04%`. */
export function shareText(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return unknown;
  const percent = share * 100;
  if (percent === 0) return '0%';
  return `${percent < 0.1 ? percent.toFixed(2) : percent.toFixed(1)}%`;
}
