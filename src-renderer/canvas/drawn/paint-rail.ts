import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import { t } from '../../locale/translate.ts';
import type { NodeBrush } from './brush.ts';
import { Pen } from './pen.ts';
import { mono, plain, tightly } from './type.ts';

const gapOfRail = 8;

/** Draws the end of a level: the name of what passes it, and its shape; farther away the shape, then the name alone. */
export function paintRail(node: SceneNode, shape: string, brush: NodeBrush): void {
  const { ink, step } = brush;
  const { says: detail, type } = step;
  if (type === null || detail === 'named') return;
  const title =
    node.ports.length === 1 ? (node.ports[0]?.name ?? '') : t('{count} ports', { count: node.ports.length });
  const pen = new Pen(brush);
  const [words, tensor] = [plain(Math.max(12, type), 16), mono(type, 16)];
  const shown = detail === 'full' ? shape : tightly(shape);
  pen.set(tensor);
  const shapeWidth = detail === 'short' ? 0 : pen.width(shown);
  const room = node.width - 4;
  const [left, top] = [node.x + 2, node.y + (node.height - 16) / 2];
  pen.set(words);
  const titleWidth = detail === 'middle' ? 0 : Math.min(pen.width(title), room - shapeWidth - gapOfRail);
  const between = titleWidth > 0 && shapeWidth > 0 ? gapOfRail : 0;
  const start = left + Math.max(0, (room - titleWidth - between - shapeWidth) / 2);
  if (titleWidth > 0) pen.write(title, start, top, ink.colour['text-3'], titleWidth);
  if (shapeWidth === 0) return;
  pen.set(tensor);
  pen.write(shown, start + Math.max(0, titleWidth) + between, top, ink.colour['text-2'], room);
}
