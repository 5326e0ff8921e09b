import type { ScaleLogarithmic } from 'd3-scale';
import { scaleLog } from 'd3-scale';

/** Round numbers of an axis whose steps are factors: 1, 2 and 5 of every power of ten, or fewer where there is no room. */
export function logTicks([from, to]: readonly [number, number], most: number): readonly number[] {
  const ticks = (digits: readonly number[]) => {
    const all: number[] = [];
    for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++)
      for (const digit of digits) {
        const tick = Number(`${digit}e${power}`);
        if (tick >= from && tick <= to) all.push(tick);
      }
    return all;
  };
  const fine = ticks([1, 2, 5]);
  return fine.length <= most ? fine : ticks([1]);
}

/** A scale of factors around the values, with room at both ends. */
export function logAxis(
  values: readonly number[],
  range: readonly [number, number],
): ScaleLogarithmic<number, number> {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // A few per cent of the width, and never nothing: one value alone still has an axis around it.
  const room = Math.max(1.12, (most / least) ** 0.04);
  return scaleLog([least / room, most * room], range);
}

/** `0.2 G`, `4.1 G`, `25.6 M`: three digits with the prefix that fits each, since the axis spans many. */
export function shortText(value: number): string {
  const [size, prefix] =
    value >= 1e9 ? [1e9, ' G'] : value >= 1e6 ? [1e6, ' M'] : value >= 1e3 ? [1e3, ' k'] : [1, ''];
  return `${Number((value / size).toPrecision(3))}${prefix}`;
}
