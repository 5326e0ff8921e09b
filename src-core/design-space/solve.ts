import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Axis } from './axis.ts';
import { axisText } from './axis.ts';
import { countAt, functionOf } from './function-of.ts';
import { finish, valuesPerStep } from './limits.ts';
import type { CountName, DesignSpace } from './space.ts';
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

/** How far the work is. */
export interface Solving {
  readonly done: number;
  readonly of: number;
}

const abs = (x: bigint): bigint => (x < 0n ? -x : x);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

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
  return finish(solving(space, hold, name, each));
}

/** As `solve`, in short steps, so that a window can draw between them. */
export function* solving(
  space: DesignSpace,
  hold: Hold,
  name: string,
  each: Varied | null = null,
): Generator<Solving, Result<readonly SolvedRow[]>> {
  const axis = axisOf(space, name);
  if (!axis.ok) return axis;
  const values = each === null ? ok([null]) : valuesOf(space, each);
  if (!values.ok) return values;
  const rows: SolvedRow[] = [];
  for (const value of values.value) {
    const fixed = new Map(each === null || value === null ? [] : [[each.name, value]]);
    const row = yield* solvingRow(space, hold, axis.value, { each: value, fixed }, (part) => ({
      done: rows.length + part,
      of: values.value.length,
    }));
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return ok(rows);
}

/** The values to solve for, all of them legal. */
function valuesOf(space: DesignSpace, { name, values }: Varied): Result<readonly (bigint | null)[]> {
  const axis = axisOf(space, name);
  if (!axis.ok) return axis;
  const { min, max } = axis.value;
  const outside = values.find((value) => value < min || value > max);
  if (outside === undefined) return ok(values);
  const text = (value: bigint): string => axisText(axis.value, value);
  const data = { name, min: text(min), max: text(max), value: text(outside) };
  return fail(issue('space/out-of-range', {}, data));
}

interface RowPlace {
  readonly each: bigint | null;
  readonly fixed: ReadonlyMap<string, bigint>;
}

function* solvingRow(
  space: DesignSpace,
  { of, target }: Hold,
  axis: Axis,
  { each, fixed }: RowPlace,
  progress: (part: number) => Solving,
): Generator<Solving, Result<SolvedRow>> {
  yield progress(0);
  const count = functionOf(space, of, axis, fixed);
  if (!count.ok) return count;
  const { at, isFormula } = count.value;
  const perStep = isFormula ? valuesPerStep : 1;
  const size = Number(axis.max - axis.min) + 1;
  let candidates: Solution[] = [];
  for (let value = axis.min, looked = 1; value <= axis.max; value++, looked++) {
    const found = at(value);
    if (found !== null) candidates.push({ value, count: found, error: found - target });
    if (looked % perStep === 0) yield progress(looked / size);
  }
  // The nearest are counted again on the design; where none of them is sound, the next nearest are.
  while (candidates.length > 0) {
    const best = candidates.reduce(
      (least, { error }) => smaller(least, abs(error)),
      abs(candidates[0]!.error),
    );
    const solutions: Solution[] = [];
    for (const candidate of candidates.filter(({ error }) => abs(error) === best)) {
      const counted = countAt(space, of, new Map([...fixed, [axis.name, candidate.value]]));
      yield progress(1);
      if (counted === null) continue;
      if (counted !== candidate.count)
        throw new Error(`formula and design differ at ${axis.name} = ${candidate.value}`);
      solutions.push(candidate);
    }
    if (solutions.length > 0) return ok({ each, solutions });
    candidates = candidates.filter(({ error }) => abs(error) !== best);
  }
  return ok({ each, solutions: [] });
}
