import type { Expr } from '../../algebra/expression.ts';
import { div, sub } from '../../algebra/expression.ts';
import { same } from '../../language/checks.ts';
import type { Py, PyCode, PyValue } from '../../language/torch.ts';
import { py } from '../../language/torch.ts';
import type { Window } from '../../language/window.ts';
import { reach } from '../../language/window.ts';
import { padSame } from './same-padding.ts';

/** One value for all axes where they have the same, else one for each. */
export const perAxis = (values: readonly Expr[]): PyValue =>
  values.every((each) => same(each, values[0]!)) ? values[0]! : values;

/** What windows need around the map: numbers that their module takes, or a padding before it. */
export interface PaddingForm {
  /** What the module is told: as many on either side. */
  readonly padding: PyValue;
  /** Pads a tensor ahead of the module; absent where the module does it. */
  readonly ahead?: (x: Py) => Py;
  readonly code?: readonly PyCode[];
}

/** Positions before and after the map along one axis, where these do not depend on its size. */
function sidesOf(window: Window): readonly [Expr, Expr] {
  if (window.padding === 'half') {
    const pad = div(sub(reach(window), 1n), 2n);
    return [pad, pad];
  }
  const [before, after] = window.padding === 'custom' ? (window.pads ?? [0, 0]) : [0, 0];
  return [BigInt(before), BigInt(after)];
}

/**
 * How the padding of windows is written, by axis. `fits` says whether a module may pad so many positions itself; `mode` and
 * `value` are those of F.pad, for what is padded ahead.
 */
export function paddingForm(
  windows: readonly Window[],
  {
    mode = 'constant',
    value = 0,
    fits = () => true,
  }: {
    readonly mode?: string;
    readonly value?: number;
    readonly fits?: (pad: Expr, window: Window) => boolean;
  } = {},
): PaddingForm {
  const extra = [py.named('mode', mode, 'constant'), py.named('value', paddedValue(value), 0)];
  if (windows.some(({ padding }) => padding === 'same')) {
    const sizes = [
      windows.map(({ kernel }) => kernel),
      windows.map(({ stride }) => BigInt(stride)),
      windows.map(({ dilation }) => BigInt(dilation ?? 1)),
    ];
    return { padding: 0n, ahead: (x) => py.call(padSame.name, x, ...sizes, ...extra), code: [padSame] };
  }
  const sides = windows.map(sidesOf);
  const isEven = sides.every(([before, after], axis) => same(before, after) && fits(before, windows[axis]!));
  if (isEven) return { padding: perAxis(sides.map(([before]) => before)) };
  return { padding: 0n, ahead: (x) => py.call('F.pad', x, sides.toReversed().flat(), ...extra) };
}

const paddedValue = (value: number): Py | number =>
  value === Number.NEGATIVE_INFINITY ? py.call('float', '-inf') : value;
