import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { conventionCost } from '../../src-core/analysis/conventions/conventions.ts';
import type { ProfileReport } from '../../src-core/contract.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import { timesByPath } from '../store/profile-times.ts';
import type { CompareRow } from './compare-rows.ts';
import { costOfDesign } from './compare-text.ts';

export type StackMetric = 'params' | 'macs' | 'time';

/** One piece of a bar. */
export interface StackPart {
  /** The item's name; null for time that belongs to no item. */
  readonly name: string | null;
  /** Parameters, work as the convention counts it, or whole microseconds. */
  readonly value: bigint;
}

/** A design's bar, its parts in exported order; they add up to the total exactly. Without parts where they are unknown. */
export interface Stack {
  readonly row: CompareRow;
  readonly parts: readonly StackPart[];
  readonly total: bigint | null;
}

const count = (value: Expr | null | undefined): bigint => (value != null && isInteger(value) ? value : 0n);

const inMicroseconds = (ms: number): bigint => BigInt(Math.round(ms * 1000));

function timeParts({ analysis }: CompareRow, report: ProfileReport): readonly StackPart[] {
  const times = timesByPath(report);
  const items = analysis.order.map((name) => ({
    name,
    value: inMicroseconds(times.get(name)?.ms ?? 0),
  }));
  const known = items.reduce((sum, { value }) => sum + value, 0n);
  const rest = { name: null, value: inMicroseconds(report.totalMs) - known };
  return [...items, rest].filter(({ value }) => value > 0n);
}

/** Cuts a design's total into the parts of its items. */
export function stackOf(
  row: CompareRow,
  metric: StackMetric,
  profile: ProfileReport | null,
  convention: Convention,
): Stack {
  if (metric === 'time') {
    if (profile === null) return { row, parts: [], total: null };
    return { row, parts: timeParts(row, profile), total: inMicroseconds(profile.totalMs) };
  }
  const total = metric === 'params' ? row.params : costOfDesign(row, convention);
  if (total === null) return { row, parts: [], total };
  const amount = (expansion: Expansion | null | undefined): Expr | null =>
    expansion == null
      ? null
      : metric === 'params'
        ? expansion.facts.params
        : conventionCost(expansion, convention);
  const parts = row.analysis.order
    .map((id) => ({ name: id, value: count(amount(row.analysis.items.get(id)?.expansion)) }))
    .filter(({ value }) => value > 0n);
  return { row, parts, total };
}

/** The decimal prefix that the numbers of an axis share. */
export interface Scale {
  readonly prefix: string;
  readonly size: number;
}

const scales: readonly Scale[] = [
  { prefix: 'T', size: 1e12 },
  { prefix: 'G', size: 1e9 },
  { prefix: 'M', size: 1e6 },
  { prefix: 'k', size: 1e3 },
];

export const scaleFor = (largest: number): Scale =>
  scales.find(({ size }) => largest >= size) ?? { prefix: '', size: 1 };
