import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import type { Position } from '../document/design.ts';
import type { UnitBase } from '../format.ts';
import { elements } from '../language/facts.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText } from '../language/shape.ts';
import type { SceneWire } from '../scene/geometry.ts';
import { mapSides } from '../scene/node-parts.ts';
import { labelPlace, longestStretch, roundedPath } from '../scene/route.ts';
import type { LabelSide, LabelWords } from '../scene/wire-label.ts';
import type { Palette } from './palette.ts';
import { bytesFigure } from './short-figures.ts';
import type { TextStyle } from './svg-text.ts';
import { textElement } from './svg-text.ts';

/** A wire with the corners along which it runs, and what its label says. */
export interface LaidWire {
  readonly wire: SceneWire;
  readonly points: readonly Position[];
  readonly label: LabelWords;
  readonly side: LabelSide;
}

const bytesPerElement = 4n;

/** The line of a wire, with a head where the tensor arrives. */
export function wireFigure({ wire, points }: LaidWire, palette: Palette): string {
  const colour = wire.skips ? palette['wire-skip'] : palette.wire;
  const dashes = wire.skips ? ' stroke-dasharray="6 4"' : '';
  return `<path d="${roundedPath(points)}" fill="none" stroke="${colour}" stroke-width="1.5"${dashes}/>${head(points, colour)}`;
}

const long = 7;
const half = 3.5;

/** A head that points into what the wire ends at. */
function head(points: readonly Position[], colour: string): string {
  const [before, end] = [points.at(-2), points.at(-1)];
  if (before === undefined || end === undefined) return '';
  const [dx, dy] = [Math.sign(end.x - before.x), Math.sign(end.y - before.y)];
  const isUpright = Math.abs(end.y - before.y) >= Math.abs(end.x - before.x);
  const corners = isUpright
    ? [
        [-half, -dy * long],
        [half, -dy * long],
      ]
    : [
        [-dx * long, -half],
        [-dx * long, half],
      ];
  const [a, b] = corners.map(([x = 0, y = 0]) => `${end.x + x} ${end.y + y}`);
  return `<path d="M${end.x} ${end.y}L${a}L${b}z" fill="${colour}"/>`;
}

const isKnown = (shape: Shape): boolean => shape.every((size: Expr) => isInteger(size));

/** What is said of a tensor beside its wire, never across one. */
export function labelFigure(
  { wire: { shape }, points, label, side }: LaidWire,
  palette: Palette,
  base: UnitBase,
): readonly string[] {
  if (shape === null || label === 'hover') return [];
  const style: TextStyle = { face: 'mono', size: 11, colour: palette['text-2'] };
  if (label === 'channels') return channelsFigure(shape, points, style);
  const text = shapeText(shape);
  const bytes = isKnown(shape) ? bytesFigure(bytesPerElement * (elements(shape) as bigint), base) : null;
  const place = labelPlace(points, side);
  if (place.side === 'above')
    return [textElement(text, place.x, place.y - 7, { ...style, anchor: 'middle' })];
  if (place.side === 'left')
    return [textElement(text, place.x - 12, place.y + 4, { ...style, anchor: 'end' })];
  const { channels, side: rows } = mapSides(shape);
  const width = Math.min(24, Math.round(5 + 1.6 * Math.log2(Math.max(1, channels))));
  const height = Math.min(20, Math.round(4 + 1.8 * Math.log2(Math.max(1, rows))));
  const box = `<rect x="${Math.round(place.x + 15) + 0.5}" y="${Math.round(place.y - height / 2) + 0.5}" width="${width}" height="${height}" fill="none" stroke="${palette['text-3']}"/>`;
  const parts = [box, textElement(text, place.x + 46, place.y + 4, style)];
  if (label === 'full' && bytes !== null)
    parts.push(
      textElement(`${bytes.value} ${bytes.unit}`, place.x + 196, place.y + 4, { ...style, anchor: 'end' }),
    );
  return parts;
}

/** Channels alone, in a house layout: at the beginning of a wire, and in the middle of a short one. */
function channelsFigure(shape: Shape, points: readonly Position[], style: TextStyle): readonly string[] {
  const [a, b] = longestStretch(points);
  const channels = String(shape[1] ?? shape[0]);
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  if (Math.abs(b.y - a.y) > Math.abs(b.x - a.x))
    return [textElement(channels, middle.x + 8, middle.y + 4, style)];
  const length = Math.abs(b.x - a.x);
  if (length < channels.length * 6.6 + 12) return [];
  if (length < 48) return [textElement(channels, middle.x, middle.y - 6, { ...style, anchor: 'middle' })];
  return [textElement(channels, a.x + 8, a.y - 6, style)];
}
