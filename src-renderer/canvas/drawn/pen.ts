import type { NodeBrush } from './brush.ts';
import type { Context } from './surface.ts';

/** A line of text as the style sheets of `ItemNode` set it. */
export interface Type {
  readonly size: number;
  readonly line: number;
  readonly weight: 400 | 600;
  readonly face: 'sans' | 'mono';
}

/** Sets lines of text to be written, clipped to a width, in the middle of the height their line has. */
export class Pen {
  readonly #brush: NodeBrush;
  #font = '';
  #baseline = 0;

  constructor(brush: NodeBrush) {
    this.#brush = brush;
  }

  set({ size, line, weight, face }: Type): void {
    const { writing, ink } = this.#brush;
    this.#font = `${weight} ${size}px ${ink[face]}`;
    const { ascent, descent } = metricsOf(writing.context, this.#font);
    this.#baseline = (line - ascent - descent) / 2 + ascent;
  }

  width(text: string): number {
    return widthOf(this.#brush.writing.context, this.#font, text);
  }

  /** Returns where the text ends. */
  write(text: string, x: number, top: number, colour: string, room = Number.POSITIVE_INFINITY): number {
    const width = this.width(text);
    const shown = width <= room ? text : this.#clipped(text, room);
    this.#brush.writing.add(this.#font, { text: shown, x, baseline: top + this.#baseline, colour });
    return x + Math.min(width, room);
  }

  #clipped(text: string, room: number): string {
    let letters = text.length - 1;
    while (letters > 0 && this.width(`${text.slice(0, letters)}…`) > room) letters -= 1;
    return letters <= 0 ? '' : `${text.slice(0, letters)}…`;
  }
}

const metrics = new Map<string, { readonly ascent: number; readonly descent: number }>();

function metricsOf(context: Context, font: string) {
  let known = metrics.get(font);
  if (known === undefined) {
    context.font = font;
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('x');
    known = { ascent: Math.round(fontBoundingBoxAscent), descent: Math.round(fontBoundingBoxDescent) };
    metrics.set(font, known);
  }
  return known;
}

const widths = new Map<string, Map<string, number>>();
/** More texts than this of one typeface are measured again. */
const mostWidths = 20_000;

function widthOf(context: Context, font: string, text: string): number {
  let known = widths.get(font);
  if (known === undefined || known.size > mostWidths) {
    known = new Map();
    widths.set(font, known);
  }
  let width = known.get(text);
  if (width === undefined) {
    context.font = font;
    width = context.measureText(text).width;
    known.set(text, width);
  }
  return width;
}

/** Forgets what was measured, because the typefaces have come. */
export function forgetWidths(): void {
  metrics.clear();
  widths.clear();
}
