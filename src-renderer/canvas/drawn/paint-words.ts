import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import type { Detail } from '../detail.ts';
import { leastBarOf } from '../detail.ts';
import type { NodeBrush, NodeLook } from './brush.ts';
import { coloursOf, paintGlyph } from './brush.ts';
import type { Face } from './faces.ts';
import type { Colours } from './paint-figure.ts';
import { figure, figureAtEnd } from './paint-figure.ts';
import { Pen } from './pen.ts';
import { bold, mono, plain, tightly } from './type.ts';

/** Draws what an item says, as much of it as the distance leaves room for. */
export function paintWords(look: NodeLook, face: Face, brush: NodeBrush): void {
  const { ink, step } = brush;
  const text = coloursOf(look, ink).text;
  const colours = {
    text: text ?? ink.colour.text,
    quiet: text ?? ink.colour['text-2'],
    glyph: text ?? ink.family[face.family],
  };
  const { says: detail, type } = step;
  if (type === null) paintBar(look.node, face, brush, barFar(look.node));
  else if (detail === 'named') named(look, face, brush, colours, type);
  else if (detail === 'short') short(look, face, brush, colours, type);
  else if (detail === 'middle') middle(look, face, brush, colours, type);
  else near(look, face, brush, colours, type);
}

/** How far words stand from the edge of their node; larger letters need some of that room. */
const sideOf = ({ variant }: SceneNode, detail?: Detail): number =>
  variant === 'tile' || variant === 'group' ? 11 : variant === 'slim' && detail === 'near' ? 9 : 14;

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

function named({ node }: NodeLook, face: Face, brush: NodeBrush, colours: Colours, type: number): void {
  const side = sideOf(node);
  const bar = face.words.quiet === null ? barFar(node) : null;
  const top = bar === null || face.isHot ? node.y + 4 + (node.height - 5 - 48) / 2 : bar.y - 47;
  const pen = new Pen(brush);
  pen.set(bold(type, 48));
  pen.write(node.name, node.x + side, top, colours.text, node.width - 2 * side);
  paintBar(node, face, brush, bar);
}

interface Heading {
  readonly type: number;
  readonly line: number;
  /** From the upper edge of the node. */
  readonly from: number;
  readonly hasGlyph: boolean;
}

/** Name and shape, each on a line of the same height; returns where the next line would begin. */
function heading(
  { node }: NodeLook,
  face: Face,
  brush: NodeBrush,
  colours: Colours,
  { type, line, from, hasGlyph }: Heading,
): number {
  const side = sideOf(node);
  const x = node.x + side;
  const room = node.width - 2 * side;
  const isTile = node.variant === 'tile';
  const top = node.y + from;
  const gap = isTile ? 2 : 0;
  const before = hasGlyph ? 24 : 0;
  if (hasGlyph)
    paintGlyph(brush.context, face.family, colours.glyph, { x, y: top + (line - 16) / 2, size: 16 });
  const pen = new Pen(brush);
  pen.set(bold(type, line));
  pen.write(node.name, x + before, top, colours.text, room - before);
  pen.set(mono(type, line));
  pen.write(tightly(face.words.shape), x, top + line + gap, colours.text, room);
  return top + 2 * (line + gap);
}

const short = (look: NodeLook, face: Face, brush: NodeBrush, colours: Colours, type: number): void =>
  void heading(look, face, brush, colours, { type, line: 30, from: 6, hasGlyph: false });

function middle(look: NodeLook, face: Face, brush: NodeBrush, colours: Colours, type: number): void {
  const { node } = look;
  const { words } = face;
  const line = 21;
  const top = heading(look, face, brush, colours, { type, line, from: 4, hasGlyph: true });
  const side = sideOf(node);
  const x = node.x + side;
  const right = node.x + node.width - side;
  const pen = new Pen(brush);
  pen.set(plain(type, line));
  if (words.quiet !== null) {
    pen.write(words.quiet, x, top, colours.text, right - x);
    return;
  }
  const end = figure(pen, words.first, x, top, colours, right);
  if (node.variant === 'wide') {
    const from = right - pen.width(words.share);
    if (from < end + gapOfFigures) return;
    pen.write(words.share, from, top, colours.text);
    const leastBar = leastBarOf(brush.step);
    const least = from - leastBar - 2 * gapOfFigures;
    const after = figure(pen, words.second, Math.max(x + 132, end + gapOfFigures), top, colours, least);
    const width = Math.min(72, from - after - 2 * gapOfFigures);
    if (width >= leastBar)
      paintBar(node, face, brush, { x: from - 12 - width, y: top + 9, width, height: 4 });
  } else if (node.variant !== 'tile') figureAtEnd(pen, words.second, end, right, top, colours);
}

const gapOfFigures = 12;

function near({ node }: NodeLook, face: Face, brush: NodeBrush, colours: Colours, type: number): void {
  const { words } = face;
  const side = sideOf(node, brush.step.says);
  const x = node.x + side;
  const right = node.x + node.width - side;
  const isTile = node.variant === 'tile';
  const top = node.y + (isTile ? 7 : 6);
  const gap = isTile ? 2 : 0;
  paintGlyph(brush.context, face.family, colours.glyph, { x, y: top + 2, size: 16 });
  const pen = new Pen(brush);
  // the heading ends where the number of copies and the way in begin
  let after = right - (words.opens ? 23 : 0);
  if (words.cells !== null) {
    pen.set(plain(Math.max(12, type), 20));
    const count = `×${words.cells.count}`;
    after -= pen.width(count);
    pen.write(count, after, top, colours.quiet);
    after -= 8;
  }
  pen.set(bold(Math.max(13, type), 20));
  const end = pen.write(node.name, x + 24, top, colours.text, after - x - 24);
  if (!isTile) {
    pen.set(plain(Math.max(13, type), 20));
    pen.write(words.title, end + 8, top, colours.quiet, Math.max(0, after - end - 8));
  }
  pen.set(mono(Math.max(12, type), 18));
  pen.write(words.shape, x, top + 20 + gap, colours.text, right - x);
  pen.set(plain(Math.max(12, type), 16));
  nearFigures(node, face, brush, pen, colours, top + 38 + 2 * gap);
}

function nearFigures(
  node: SceneNode,
  face: Face,
  brush: NodeBrush,
  pen: Pen,
  colours: Colours,
  top: number,
): void {
  const { words } = face;
  const side = sideOf(node, brush.step.says);
  const x = node.x + side;
  const right = node.x + node.width - side;
  if (words.quiet !== null) {
    pen.write(words.quiet, x, top, colours.text, right - x);
    return;
  }
  const end = figure(pen, words.first, x, top, colours, right);
  if (node.variant === 'tile') figure(pen, words.second, x, top + 18, colours, right);
  else if (node.variant !== 'wide') figureAtEnd(pen, words.second, end, right, top, colours);
  else {
    const share = right - Math.max(40, pen.width(words.share));
    pen.write(words.share, right - pen.width(words.share), top, colours.text);
    const second = Math.max(x + 128, end + gapOfFigures);
    const after = figure(pen, words.second, second, top, colours, share - gapOfFigures);
    const width = Math.min(72, share - after - 2 * gapOfFigures);
    if (width >= 24)
      paintBar(node, face, brush, { x: share - gapOfFigures - width, y: top + 6, width, height: 4 });
  }
}
