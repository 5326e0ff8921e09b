import type { Position } from '../../../src-core/document/design.ts';
import { elements } from '../../../src-core/language/facts.ts';
import { shapeText } from '../../../src-core/language/shape.ts';
import { mapSides } from '../../../src-core/scene/node-parts.ts';
import { labelPlace } from '../../../src-core/scene/route.ts';
import { useView } from '../../store/view.ts';
import { bytesFigure } from '../../ui/figures.ts';
import type { DetailStep } from '../detail.ts';
import { leastOnScreen } from '../detail.ts';
import type { TensorData } from '../flow-types.ts';
import type { PlacedWire } from '../picture.ts';
import type { Ink } from './ink.ts';
import type { Context } from './surface.ts';

const radius = 8;
/** A turn of fewer pixels than this on the screen looks like a corner. */
const leastTurn = 1.2;
/** A line thinner than this on the screen is drawn as thick as this, so that it can be seen. */
const thinnest = 0.55;
/** A straight wire of fewer pixels than this on the screen is a gap between two items that touch. */
const shortest = 2.5;
/** A stretch of fewer pixels than this on the screen is covered by what it joins. */
const shortestStretch = 1;

export interface WireLook {
  readonly colour: string;
  readonly width: number;
}

/** Draws wires of one look. The context is in canvas pixels. */
export function paintWires(
  context: Context,
  wires: readonly PlacedWire[],
  { colour, width }: WireLook,
  zoom: number,
): void {
  const thick = Math.max(width, thinnest / zoom);
  if (radius * zoom < leastTurn) {
    context.fillStyle = colour;
    for (const { points } of wires) {
      if (points.length > 2 || spanOf(points) * zoom >= shortest)
        straight(context, points, thick, shortestStretch / zoom);
    }
    return;
  }
  context.beginPath();
  for (const { points } of wires) rounded(context, points);
  context.strokeStyle = colour;
  context.lineWidth = thick;
  context.stroke();
}

const spanOf = ([a, b]: readonly Position[]): number =>
  a === undefined || b === undefined ? 0 : Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** Stretches along the axes as plain boxes, which is what far wires come down to. */
function straight(context: Context, points: readonly Position[], thick: number, least: number): void {
  for (let index = 1; index < points.length; index += 1) {
    const a = points[index - 1] as Position;
    const b = points[index] as Position;
    const [wide, high] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
    if (wide + high < least) continue;
    const x = Math.min(a.x, b.x) - thick / 2;
    const y = Math.min(a.y, b.y) - thick / 2;
    context.fillRect(x, y, wide + thick, high + thick);
  }
}

function rounded(context: Context, points: readonly Position[]): void {
  const [first] = points;
  if (first === undefined) return;
  context.moveTo(first.x, first.y);
  for (let index = 1; index < points.length; index += 1) {
    const corner = points[index] as Position;
    const next = points[index + 1];
    if (next === undefined) {
      context.lineTo(corner.x, corner.y);
      break;
    }
    const before = points[index - 1] as Position;
    const inwards = Math.hypot(corner.x - before.x, corner.y - before.y);
    const onwards = Math.hypot(next.x - corner.x, next.y - corner.y);
    const reach = Math.min(radius, inwards / 2, onwards / 2);
    if (reach === 0) continue;
    const a = { x: (before.x - corner.x) / inwards, y: (before.y - corner.y) / inwards };
    const b = { x: (next.x - corner.x) / onwards, y: (next.y - corner.y) / onwards };
    context.lineTo(corner.x + a.x * reach, corner.y + a.y * reach);
    context.quadraticCurveTo(corner.x, corner.y, corner.x + b.x * reach, corner.y + b.y * reach);
  }
}

const bytesPerElement = 4n;
const glyphAt = 15;
const textAt = 46;
/** Larger letters take the room of the little picture. */
const textAloneAt = 14;
const sizeEnd = 196;
const besideWire = 12;

interface LabelLook {
  readonly label: TensorData['label'];
  readonly side: TensorData['labelSide'];
  readonly step: DetailStep;
}

/** What is said of a tensor beside its wire, as `EdgeLabel` says it. */
export function paintLabel(
  context: Context,
  { wire, points }: PlacedWire,
  { label, side, step }: LabelLook,
  ink: Ink,
): void {
  if (wire.shape === null || label === 'hover' || label === 'channels') return;
  const place = labelPlace(points, side);
  const text = shapeText(wire.shape);
  const bytes = bytesFigure(
    bytesPerElement * BigInt(elements(wire.shape) as bigint),
    useView.getState().unitBase,
  );
  context.font = `400 ${step.type ?? leastOnScreen}px ${ink.mono}`;
  context.fillStyle = ink.colour['text-2'];
  if (place.side === 'above') {
    context.textAlign = 'center';
    context.fillText(`${text} · ${bytes.value} ${bytes.unit}`, place.x, place.y - 7);
    context.textAlign = 'left';
    return;
  }
  if (place.side === 'left') {
    context.textAlign = 'right';
    context.fillText(text, place.x - besideWire, place.y + 4);
    context.textAlign = 'left';
    return;
  }
  if (step.says !== 'full') {
    context.fillText(text, place.x + textAloneAt, place.y + 4);
    return;
  }
  const { channels, side: rows } = mapSides(wire.shape);
  const width = Math.min(24, Math.round(5 + 1.6 * Math.log2(Math.max(1, channels))));
  const high = Math.round(4 + 1.8 * Math.log2(Math.max(1, rows)));
  context.strokeStyle = ink.colour['text-3'];
  context.lineWidth = 1;
  context.strokeRect(
    Math.round(place.x + glyphAt) + 0.5,
    Math.round(place.y - high / 2) + 0.5,
    width,
    Math.min(20, high),
  );
  context.fillText(text, place.x + textAt, place.y + 4);
  if (label !== 'full') return;
  context.textAlign = 'right';
  context.fillText(`${bytes.value} ${bytes.unit}`, place.x + sizeEnd, place.y + 4);
  context.textAlign = 'left';
}
