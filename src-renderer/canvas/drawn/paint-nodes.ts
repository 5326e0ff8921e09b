import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import type { NodeBrush, NodeLook } from './brush.ts';
import { coloursOf, faceHeat } from './brush.ts';
import type { Face } from './faces.ts';
import type { Ink } from './ink.ts';
import type { Context } from './surface.ts';

const radius = 4;
const strip = 3;
/** A corner of fewer pixels than this on the screen is not seen. */
const leastCorner = 1;

const borderOf = ({ face, isSelected, isHovered, isLit }: NodeLook, { colour }: Ink): string => {
  if (face?.hasFault) return colour.error;
  if (isSelected || isLit) return colour.accent;
  return isHovered ? colour['text-3'] : colour['line-strong'];
};

/** Draws the card of an item as its node would be, without words. The context is in canvas pixels. */
export function paintCardOf(look: NodeLook, brush: NodeBrush): void {
  const { context, ink, zoom } = brush;
  const { node, face } = look;
  if (face?.isStale) context.globalAlpha = 0.6;
  if (radius * zoom < leastCorner) paintBox(look, brush);
  else paintCard(look, brush);
  if (face?.isStale) context.globalAlpha = 1;
  if (brush.step.says !== 'named' && brush.step.says !== 'far') paintPorts(node, context, ink);
}

/** Draws items too far away for a border: bodies, then the strips of their families, each colour in one go. */
export function paintSpecks(
  nodes: readonly SceneNode[],
  faceOf: (node: SceneNode) => Face | null,
  { context, ink, zoom }: Pick<NodeBrush, 'context' | 'ink' | 'zoom'>,
): void {
  const strips = new Map<string, SceneNode[]>();
  let filled = '';
  for (const node of nodes) {
    const face = faceOf(node);
    const fill = face?.hasFault
      ? ink.colour.error
      : face?.isHot
        ? faceHeat(face, ink).fill
        : ink.colour.raised;
    if (fill !== filled) context.fillStyle = fill;
    filled = fill;
    context.fillRect(node.x, node.y, node.width, node.height);
    if (face === null) continue;
    const colour = ink.family[face.family];
    const members = strips.get(colour);
    if (members === undefined) strips.set(colour, [node]);
    else members.push(node);
  }
  const high = Math.max(strip, 1 / zoom);
  for (const [colour, members] of strips) {
    context.fillStyle = colour;
    for (const { x, y, width } of members) context.fillRect(x, y, width, high);
  }
}

/** Far away: plain boxes, the fastest there is. */
function paintBox(look: NodeLook, { context, ink, zoom }: NodeBrush): void {
  const { node, face, isSelected } = look;
  const { x, y, width, height } = node;
  const edge = isSelected || look.isLit ? Math.max(2, 1.5 / zoom) : Math.max(1, 0.7 / zoom);
  context.fillStyle = borderOf(look, ink);
  context.fillRect(x, y, width, height);
  context.fillStyle = coloursOf(look, ink).fill;
  context.fillRect(x + edge, y + edge, width - 2 * edge, height - 2 * edge);
  if (face === null) return;
  const high = Math.max(strip, 1 / zoom);
  context.fillStyle = ink.family[face.family];
  context.fillRect(x, y, width, high);
}

function paintCard(look: NodeLook, { context, ink }: NodeBrush): void {
  const { node, face, isSelected, isLit } = look;
  const { x, y, width, height } = node;
  context.lineWidth = 1;
  context.strokeStyle = borderOf(look, ink);
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, radius - 0.5);
  if (node.role === 'item') {
    context.fillStyle = coloursOf(look, ink).fill;
    context.fill();
  } else context.setLineDash([3, 3]);
  context.stroke();
  context.setLineDash([]);
  if (face !== null) {
    context.fillStyle = ink.family[face.family];
    context.beginPath();
    context.roundRect(x, y, width, strip, [radius, radius, 0, 0]);
    context.fill();
  }
  if (!isSelected && !isLit) return;
  context.strokeStyle = face?.hasFault ? ink.colour.error : ink.colour.accent;
  const out = isLit && !isSelected ? 2.5 : 0.5;
  if (isLit && !isSelected) context.setLineDash([3, 3]);
  context.beginPath();
  context.roundRect(x - out, y - out, width + 2 * out, height + 2 * out, radius + out);
  context.stroke();
  context.setLineDash([]);
}

const ring = 9;

function paintPorts(node: SceneNode, context: Context, ink: Ink): void {
  context.fillStyle = ink.colour.canvas;
  context.strokeStyle = ink.colour.port;
  context.lineWidth = 1.5;
  for (const { side, offset } of node.ports) {
    const isAcross = side === 'top' || side === 'bottom';
    const x = isAcross ? node.x + offset : side === 'left' ? node.x : node.x + node.width;
    const y = isAcross ? (side === 'top' ? node.y : node.y + node.height) : node.y + offset;
    context.beginPath();
    context.arc(x, y, (ring - 1.5) / 2, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}
