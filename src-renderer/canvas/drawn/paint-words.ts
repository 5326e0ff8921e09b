import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import { t } from '../../locale/translate.ts';
import type { Figure } from '../../ui/figures.ts';
import type { NodeBrush, NodeLook } from './brush.ts';
import { coloursOf, paintGlyph } from './brush.ts';
import type { Face, FaceWords } from './faces.ts';
import type { Type } from './pen.ts';
import { Pen } from './pen.ts';

/** Letters of fewer pixels than this on the screen are not read. */
const leastType = 4.5;

const name = (size: number, line: number): Type => ({ size, line, weight: 600, face: 'sans' });
const plain = (size: number, line: number): Type => ({ size, line, weight: 400, face: 'sans' });
const mono = (size: number, line: number): Type => ({ size, line, weight: 400, face: 'mono' });

/** Draws what an item says, as much of it as the distance leaves room for. */
export function paintWords(look: NodeLook, face: Face, brush: NodeBrush): void {
  const { ink, zoom, detail } = brush;
  const text = coloursOf(look, ink).text;
  const colours = {
    text: text ?? ink.colour.text,
    quiet: text ?? ink.colour['text-2'],
    glyph: text ?? ink.family[face.family],
  };
  if (detail === 'far') {
    if (34 * zoom < leastType) paintBar(look.node, face, brush, barFar(look.node));
    else far(look, face, brush, colours);
  } else if (detail === 'middle') middle(look, face, brush, colours);
  else near(look, face, brush, colours);
}

interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly glyph: string;
}

const sideOf = ({ variant }: SceneNode): number => (variant === 'tile' || variant === 'group' ? 11 : 14);

interface Track {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const barFar = (node: SceneNode): Track | null => {
  if (node.variant !== 'wide' && node.variant !== 'tile') return null;
  const side = sideOf(node);
  const top = node.y + 4 + (node.height - 5 - 50) / 2 + 42;
  return { x: node.x + side, y: top, width: node.width - 2 * side, height: 8 };
};

/** The share of an item as a bar; where heat fills the item there is none. */
function paintBar(node: SceneNode, face: Face, { context, ink }: NodeBrush, track: Track | null): void {
  if (track === null || face.isHot || node.role !== 'item') return;
  context.fillStyle = ink.colour.sunken;
  context.beginPath();
  context.roundRect(track.x, track.y, track.width, track.height, 2);
  context.fill();
  if (face.fraction <= 0) return;
  context.fillStyle = ink.colour.bar;
  context.beginPath();
  context.roundRect(track.x, track.y, track.width * face.fraction, track.height, 2);
  context.fill();
}

function far({ node }: NodeLook, face: Face, brush: NodeBrush, colours: Colours): void {
  const side = sideOf(node);
  const bar = face.words.quiet === null ? barFar(node) : null;
  const top = bar === null || face.isHot ? node.y + 4 + (node.height - 5 - 42) / 2 : bar.y - 42;
  paintGlyph(brush.context, face.family, colours.glyph, { x: node.x + side, y: top + 7, size: 28 });
  const pen = new Pen(brush);
  pen.set(name(34, 42));
  pen.write(node.name, node.x + side + 40, top, colours.text, node.width - 2 * side - 52);
  paintBar(node, face, brush, bar);
}

function middle({ node }: NodeLook, face: Face, brush: NodeBrush, colours: Colours): void {
  const side = sideOf(node);
  const x = node.x + side;
  const room = node.width - 2 * side;
  const top = node.y + (side === 11 ? 7 : 6);
  const gap = node.variant === 'tile' ? 2 : 0;
  paintGlyph(brush.context, face.family, colours.glyph, { x, y: top + 5, size: 16 });
  const pen = new Pen(brush);
  pen.set(name(20, 26));
  pen.write(node.name, x + 24, top, colours.text, room - 32);
  pen.set(mono(15, 20));
  pen.write(face.words.shape, x, top + 26 + gap, colours.text);
  pen.set(plain(15, 18));
  figuresInMiddle(node, face, brush, pen, colours, top + 46 + 2 * gap);
}

function figuresInMiddle(
  node: SceneNode,
  face: Face,
  brush: NodeBrush,
  pen: Pen,
  colours: Colours,
  top: number,
): void {
  const { words } = face;
  const side = sideOf(node);
  const right = node.x + node.width - side;
  if (words.quiet !== null) pen.write(words.quiet, node.x + side, top, colours.text);
  else if (node.variant === 'wide') {
    const width = Math.max(40, pen.width(words.share));
    pen.write(words.share, right - pen.width(words.share), top, colours.text);
    const track = { x: node.x + side, y: top + 6, width: node.width - 2 * side - width - 12, height: 6 };
    paintBar(node, face, brush, track);
  } else figure(pen, words.second, node.x + side, top, colours);
}

const figure = (pen: Pen, { value, unit }: Figure, x: number, top: number, colours: Colours): number =>
  pen.write(unit, pen.write(value, x, top, colours.text) + pen.width(' '), top, colours.quiet);

const figureWidth = (pen: Pen, { value, unit }: Figure): number => pen.width(value) + pen.width(` ${unit}`);

function near({ node }: NodeLook, face: Face, brush: NodeBrush, colours: Colours): void {
  const { words } = face;
  const side = sideOf(node);
  const x = node.x + side;
  const right = node.x + node.width - side;
  const isTile = node.variant === 'tile';
  const top = node.y + (isTile ? 7 : 6);
  const gap = isTile ? 2 : 0;
  paintGlyph(brush.context, face.family, colours.glyph, { x, y: top + 2, size: 16 });
  const pen = new Pen(brush);
  pen.set(name(13, 20));
  const end = pen.write(node.name, x + 24, top, colours.text, right - x - 24 - (words.opens ? 23 : 0));
  if (!isTile) {
    pen.set(plain(13, 20));
    pen.write(words.title, end + 8, top, colours.quiet, Math.max(0, right - end - roomRight(words) - 8));
  }
  if (words.cells !== null) {
    pen.set(plain(12, 20));
    const count = `×${words.cells.count}`;
    pen.write(count, right - pen.width(count) - (words.opens ? 23 : 0), top, colours.quiet);
  }
  pen.set(mono(12, 18));
  pen.write(words.shape, x, top + 20 + gap, colours.text);
  pen.set(plain(12, 16));
  nearFigures(node, words, pen, colours, top + 38 + 2 * gap);
  if (node.variant === 'wide' && words.quiet === null) {
    const track = { x: right - Math.max(40, pen.width(words.share)) - 84, y: top + 44, width: 72, height: 4 };
    paintBar(node, face, brush, track);
  }
}

/** What stands at the right end of the heading. */
const roomRight = ({ cells, opens }: FaceWords): number => (cells === null ? 0 : 34) + (opens ? 23 : 0);

function nearFigures(node: SceneNode, words: FaceWords, pen: Pen, colours: Colours, top: number): void {
  const side = sideOf(node);
  const x = node.x + side;
  const right = node.x + node.width - side;
  if (words.quiet !== null) {
    pen.write(words.quiet, x, top, colours.text);
    return;
  }
  figure(pen, words.first, x, top, colours);
  if (node.variant === 'wide') {
    figure(pen, words.second, x + 128, top, colours);
    pen.write(words.share, right - pen.width(words.share), top, colours.text);
  } else if (node.variant === 'tile') figure(pen, words.second, x, top + 18, colours);
  else figure(pen, words.second, right - figureWidth(pen, words.second), top, colours);
}

/** Draws the end of a level: the name of what passes it, and its shape. */
export function paintRail(node: SceneNode, shape: string, brush: NodeBrush): void {
  const { ink, zoom } = brush;
  if (12 * zoom < leastType) return;
  const title =
    node.ports.length === 1 ? (node.ports[0]?.name ?? '') : t('{count} ports', { count: node.ports.length });
  const pen = new Pen(brush);
  pen.set(mono(11, 16));
  const shapeWidth = pen.width(shape);
  pen.set(plain(12, 16));
  const start = node.x + (node.width - pen.width(title) - 8 - shapeWidth) / 2;
  const top = node.y + (node.height - 16) / 2;
  const end = pen.write(title, start, top, ink.colour['text-3']);
  pen.set(mono(11, 16));
  pen.write(shape, end + 8, top, ink.colour['text-2']);
}
