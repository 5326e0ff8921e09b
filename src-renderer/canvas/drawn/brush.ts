import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import type { Heat } from '../../ui/heat.ts';
import { awayHeatOn, heatOn } from '../../ui/heat.ts';
import type { DetailStep } from '../detail.ts';
import type { Face } from './faces.ts';
import { glyphPath } from './glyphs.ts';
import type { Ink } from './ink.ts';
import type { Context } from './surface.ts';
import type { Writing } from './writing.ts';

/** How an item stands out. */
interface Mark {
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly isLit: boolean;
}

export interface NodeLook extends Mark {
  readonly node: SceneNode;
  /** Null for an end of the level, and for what is not known. */
  readonly face: Face | null;
}

export interface NodeBrush {
  readonly context: Context;
  /** What is written above what is drawn. */
  readonly writing: Writing;
  readonly ink: Ink;
  readonly zoom: number;
  readonly step: DetailStep;
}

/** The heat of an item. */
export const faceHeat = ({ fraction, isAway }: Face, { scheme }: Ink): Heat =>
  isAway ? awayHeatOn(fraction, scheme) : heatOn(fraction, scheme);

/** Fill and ink of an item: of heat where that is shown, else the plain ones. */
export function coloursOf(look: NodeLook, ink: Ink): { readonly fill: string; readonly text: string | null } {
  if (look.face?.isHot) {
    const heat = faceHeat(look.face, ink);
    return { fill: heat.fill, text: heat.ink };
  }
  const fill = look.isLit ? 'accent-soft' : look.isHovered ? 'raised-hover' : 'raised';
  return { fill: ink.colour[fill], text: null };
}

/** Draws the picture of a family into a square. */
export function paintGlyph(
  context: Context,
  family: Face['family'],
  colour: string,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  context.save();
  context.translate(x, y);
  context.scale(size / 16, size / 16);
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.stroke(glyphPath(family));
  context.restore();
}
