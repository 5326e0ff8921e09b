import type { Figure } from '../../ui/figures.ts';
import type { Pen } from './pen.ts';

/** What the words of an item are written in. */
export interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly glyph: string;
}

const figureWidth = (pen: Pen, { value, unit }: Figure): number => pen.width(value) + pen.width(` ${unit}`);

/** Writes a figure whole, or not at all: a number that is cut off would be another. Returns where it ends. */
export function figure(
  pen: Pen,
  { value, unit }: Figure,
  x: number,
  top: number,
  colours: Colours,
  right: number,
): number {
  if (x + figureWidth(pen, { value, unit }) > right + 1) return x;
  return pen.write(unit, pen.write(value, x, top, colours.text) + pen.width(' '), top, colours.quiet);
}

/** Writes a figure at the right end of a line, where it has room beside what ends at `end`. */
export function figureAtEnd(
  pen: Pen,
  figureThere: Figure,
  end: number,
  right: number,
  top: number,
  colours: Colours,
): void {
  const x = right - figureWidth(pen, figureThere);
  if (x >= end + 8) figure(pen, figureThere, x, top, colours, right);
}
