import { chipPlace } from '../../../src-core/scene/route.ts';
import { heatOn } from '../../ui/heat.ts';
import type { DetailStep } from '../detail.ts';
import { leastOnScreen } from '../detail.ts';
import type { TensorData } from '../flow-types.ts';
import type { PlacedWire } from '../picture.ts';
import { chipHeight, chipText, chipWidth, markSize } from '../wire-chip.ts';
import type { Ink } from './ink.ts';
import type { Context } from './surface.ts';

/** The time of a wire as it is shown. */
export interface WireChip {
  readonly ms: number;
  /** Of the hottest item of the level, from 0 to 1; null where heat shows no times. */
  readonly fraction: number | null;
}

/** What changes of layout and copies on a wire took, as `WireTime` says it. */
export function paintChip(
  context: Context,
  { points }: PlacedWire,
  { ms, fraction }: WireChip,
  { side, step }: { readonly side: TensorData['labelSide']; readonly step: DetailStep },
  ink: Ink,
): void {
  const text = chipText(ms);
  const width = chipWidth(text);
  const { x, y, fits } = chipPlace(points, side, width);
  const heat = fraction === null ? null : heatOn(fraction, ink.scheme);
  const [wide, high] = fits ? [width, chipHeight] : [markSize, markSize];
  context.save();
  context.translate(x, y);
  const larger = (step.type ?? leastOnScreen) / leastOnScreen;
  if (fits) context.scale(larger, larger);
  context.fillStyle = heat?.fill ?? ink.colour.raised;
  context.fillRect(-wide / 2, -high / 2, wide, high);
  context.strokeStyle = ink.colour[fits ? 'line-strong' : 'text-2'];
  context.lineWidth = 1;
  context.strokeRect(-wide / 2, -high / 2, wide, high);
  if (fits) {
    context.font = `400 ${leastOnScreen}px ${ink.mono}`;
    context.fillStyle = heat?.ink ?? ink.colour.text;
    context.textAlign = 'center';
    context.fillText(text, 0, 4);
  }
  context.restore();
}
