import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { countAt, functionOf } from './function-of.ts';
import type { Axis, CountName, DesignSpace } from './space.ts';
import { axisOf } from './space.ts';

/** What is held, and at which value. */
export interface Hold {
  readonly of: CountName;
  readonly target: bigint;
}

export interface Solution {
  readonly value: bigint;
  readonly count: bigint;
  /** The count less the target. */
  readonly error: bigint;
}

/** The solutions nearest the target at one value of the other axis; several where they miss it alike. */
export interface SolvedRow {
  /** Null where no other axis is varied. */
  readonly each: bigint | null;
  readonly solutions: readonly Solution[];
}

export interface Varied {
  readonly name: string;
  readonly values: readonly bigint[];
}

const abs = (x: bigint): bigint => (x < 0n ? -x : x);

/**
 * Holds a count at a target and solves one axis for each value of another: every legal integer of the axis is looked at,
 * and the nearest are counted again on the design itself. A row without solutions has no sound design.
 * Issues: space/unknown, space/out-of-range, space/too-many.
 */
export function solve(
  space: DesignSpace,
  hold: Hold,
  name: string,
  each: Varied | null = null,
): Result<readonly SolvedRow[]> {
  const axis = axisOf(space, name);
  if (!axis.ok) return axis;
  if (each === null) {
    const row = solveRow(space, hold, axis.value, null, new Map());
    return row.ok ? ok([row.value]) : row;
  }
  const other = axisOf(space, each.name);
  if (!other.ok) return other;
  const rows: SolvedRow[] = [];
  for (const value of each.values) {
    const { min, max } = other.value;
    if (value < min || value > max) {
      const data = { name: each.name, min: String(min), max: String(max), value: String(value) };
      return fail(issue('space/out-of-range', {}, data));
    }
    const row = solveRow(space, hold, axis.value, value, new Map([[each.name, value]]));
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return ok(rows);
}

function solveRow(
  space: DesignSpace,
  { of, target }: Hold,
  axis: Axis,
  each: bigint | null,
  fixed: ReadonlyMap<string, bigint>,
): Result<SolvedRow> {
  const count = functionOf(space, of, axis, fixed);
  if (!count.ok) return count;
  const candidates: Solution[] = [];
  for (let value = axis.min; value <= axis.max; value++) {
    const found = count.value(value);
    if (found !== null) candidates.push({ value, count: found, error: found - target });
  }
  candidates.sort((a, b) => Number(abs(a.error) - abs(b.error)) || Number(a.value - b.value));
  const solutions: Solution[] = [];
  for (const candidate of candidates) {
    const [best] = solutions;
    if (best !== undefined && abs(candidate.error) !== abs(best.error)) break;
    const counted = countAt(space, of, new Map([...fixed, [axis.name, candidate.value]]));
    if (counted === null) continue;
    if (counted !== candidate.count)
      throw new Error(`formula and design differ at ${axis.name} = ${candidate.value}`);
    solutions.push(candidate);
  }
  return ok({ each, solutions });
}
