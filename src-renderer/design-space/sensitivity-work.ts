import { countAt, functionOf } from '../../src-core/design-space/function-of.ts';
import {
  type Sensitivity,
  type SpacePoint,
  sensitivity,
  valuesOver,
} from '../../src-core/design-space/sensitivity.ts';
import type { Axis, CountName } from '../../src-core/design-space/space.ts';
import type { NamedAxis, Subject } from './subject.ts';
import type { Sliced } from './use-sliced.ts';

/** The part of an axis that is drawn: round its present value, or all that is legal. */
export type Window = 'near' | 'whole';

export const plotted = ['params', 'macs'] as const satisfies readonly CountName[];
export type Plotted = (typeof plotted)[number];

export interface CountOverAxis {
  readonly sensitivity: Sensitivity;
  /** Empty where no design of the range is sound. */
  readonly points: readonly SpacePoint[];
}

export interface AxisSensitivity {
  readonly axis: NamedAxis;
  readonly range: { readonly min: bigint; readonly max: bigint };
  /** Whether equal steps of the plot are equal factors. */
  readonly isLog: boolean;
  /** Whether every value is a graph of its own, so that no formula joins the points. */
  readonly isGraph: boolean;
  readonly counts: Readonly<Record<Plotted, CountOverAxis>>;
}

/** Points of a curve, and designs that are built one by one. */
const curvePoints = 64;
const builtPoints = 24;
/** Wider ranges are drawn in factors. */
const wide = 16n;
/** So many values are in sight at least. */
const narrowest = 8n;

const largest = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smallest = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** A quarter to four times the present value, inside the bounds; or the bounds. */
export function windowOf({ value, min, max }: Axis, window: Window): { min: bigint; max: bigint } {
  if (window === 'whole') return { min, max };
  const low = largest(min, value / 4n);
  return { min: low, max: smallest(max, largest(4n * value, low + narrowest)) };
}

function* countOver(
  { space }: Subject,
  of: Plotted,
  axis: Axis,
  range: { min: bigint; max: bigint },
  isLog: boolean,
): Generator<undefined, CountOverAxis> {
  const result = sensitivity(space, of, axis);
  yield;
  const isFormula = space.keepsGraph(new Map(), axis.name);
  const count = isFormula ? functionOf(space, of, { ...axis, ...range }, new Map()) : null;
  const at = (value: bigint): bigint | null =>
    count === null
      ? countAt(space, of, new Map([[axis.name, value]]))
      : count.ok
        ? count.value.at(value)
        : null;
  const points: SpacePoint[] = [];
  const most = isFormula ? curvePoints : builtPoints;
  for (const value of valuesOver(axis, range, most, isLog ? 'factors' : 'even')) {
    const found = at(value);
    if (found !== null) points.push({ value, count: found });
    if (!isFormula) yield;
  }
  return { sensitivity: result, points };
}

/** The sensitivity of the parameters and MACs to each axis, one axis after another. */
export function* sensitivities(subject: Subject, window: Window): Sliced<readonly AxisSensitivity[]> {
  const found: AxisSensitivity[] = [];
  for (const axis of subject.axes) {
    const range = windowOf(axis, window);
    const isLog = range.min > 0n && range.max / range.min > wide;
    const params = yield* countOver(subject, 'params', axis, range, isLog);
    const macs = yield* countOver(subject, 'macs', axis, range, isLog);
    const isGraph = params.sensitivity.formula === null;
    found.push({ axis, range, isLog, isGraph, counts: { params, macs } });
    yield [...found];
  }
  return found;
}
