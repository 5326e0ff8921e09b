import type { Axis } from '../../src-core/design-space/axis.ts';
import { countAt, functionOf } from '../../src-core/design-space/function-of.ts';
import type { Sensitivity, SpacePoint } from '../../src-core/design-space/sensitivity.ts';
import { sensitivity, valuesOver } from '../../src-core/design-space/sensitivity.ts';
import type { CountName } from '../../src-core/design-space/space.ts';
import type { Sliced } from '../work/sliced.ts';
import type { NamedAxis, Subject } from './subject.ts';

/** The part of an axis that is drawn: round its present value, or all that is legal. */
export type Window = 'near' | 'whole';

export const plotted = ['params', 'macs'] as const satisfies readonly CountName[];
export type Plotted = (typeof plotted)[number];

interface CountOverAxis {
  readonly sensitivity: Sensitivity;
  /** Empty where no design of the range is sound. */
  readonly points: readonly SpacePoint[];
}

/** The counts of one design of the axis. */
interface AxisStep extends Readonly<Record<Plotted, bigint | null>> {
  readonly value: bigint;
}

export interface AxisSensitivity {
  readonly axis: NamedAxis;
  /** The nearest legal value below, the present one, and the nearest above. */
  readonly steps: readonly AxisStep[];
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

/** How the axis is walked: its steps about the present value, and how far apart legal values lie there (2 where only odd ones are). */
function stepsOf({ space }: Subject, { name, value, min, max }: Axis): { steps: AxisStep[]; stride: bigint } {
  const at = (number: bigint): AxisStep => {
    const numbers = new Map([[name, number]]);
    const count = (of: Plotted) => (number < min || number > max ? null : countAt(space, of, numbers));
    return { value: number, params: count('params'), macs: count('macs') };
  };
  const near = [at(value - 1n), at(value), at(value + 1n)];
  const isSound = ({ params, macs }: AxisStep): boolean => params !== null || macs !== null;
  if (isSound(near[0]!) || isSound(near[2]!)) return { steps: near, stride: 1n };
  const far = [at(value - 2n), near[1]!, at(value + 2n)];
  return isSound(far[0]!) || isSound(far[2]!) ? { steps: far, stride: 2n } : { steps: near, stride: 1n };
}

interface Drawn {
  readonly range: { readonly min: bigint; readonly max: bigint };
  readonly isLog: boolean;
  readonly stride: bigint;
}

function* countOver(
  { space }: Subject,
  of: Plotted,
  axis: Axis,
  { range, isLog, stride }: Drawn,
): Generator<undefined, CountOverAxis> {
  const result = sensitivity(space, of, axis);
  yield;
  const isFormula = space.keepsGraph(new Map(), axis.name);
  // A few points are read off, however wide the range is that they are spread over.
  const here = { ...axis, min: axis.value, max: axis.value };
  const count = isFormula ? functionOf(space, of, here, new Map()) : null;
  const at = (value: bigint): bigint | null =>
    count === null
      ? countAt(space, of, new Map([[axis.name, value]]))
      : count.ok
        ? count.value.at(value)
        : null;
  const points: SpacePoint[] = [];
  const most = isFormula ? curvePoints : builtPoints;
  for (const value of valuesOver(axis, range, most, isLog ? 'factors' : 'even')) {
    if ((value - axis.value) % stride !== 0n) continue;
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
    const { steps, stride } = stepsOf(subject, axis);
    yield;
    const drawn = { range, isLog, stride };
    const params = yield* countOver(subject, 'params', axis, drawn);
    const macs = yield* countOver(subject, 'macs', axis, drawn);
    const isGraph = params.sensitivity.formula === null;
    found.push({ axis, steps, range, isLog, isGraph, counts: { params, macs } });
    yield [...found];
  }
  return found;
}

/** Whether no count changes over what is drawn of the axis. */
export const isFlat = ({ counts }: AxisSensitivity): boolean =>
  plotted.every((of) => {
    const [first, ...others] = counts[of].points;
    return others.every(({ count }) => count === first?.count);
  });
