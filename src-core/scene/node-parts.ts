import type { Item } from '../analysis/item-analysis.ts';
import type { Issue } from '../errors.ts';
import { isProblem } from '../errors.ts';
import { unknown } from '../format.ts';
import type { Child, Expansion } from '../language/expansion.ts';
import { drawnKindOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, shapeText, W } from '../language/shape.ts';

/** One cell for each copy of a repeated inside; filled where the copy changes the size of the map. */
export interface Cells {
  readonly count: number;
  readonly filled: readonly boolean[];
}

/** More copies than this are told by their number alone. */
const mostCells = 12;

const sizesOf = (shape: Shape | undefined): string => (shape === undefined ? '' : shape.slice(1).join('×'));

function changesShape({ inputs, outputs }: Expansion): boolean {
  return sizesOf(inputs[0]) !== sizesOf(outputs[0]);
}

const follows = (child: Child, index: number): boolean =>
  child.sources.length === 1 && child.sources[0]?.child === index - 1;

/** The copies of one definition that open an inside one after the other; null where nothing repeats. */
export function cellsOf(item: Item): Cells | null {
  const children = item.expansion?.children ?? [];
  if (drawnKindOf(item.definition) === 'repeated' && children.length > 0)
    return copiesOf(children, children.length);
  const first = children[0]?.expansion.definition;
  if (first === undefined || first.kind !== 'block') return null;
  const end = children.findIndex(
    (child, index) => child.expansion.definition !== first || !follows(child, index),
  );
  const copies = end === -1 ? children : children.slice(0, end);
  if (copies.length < 2 || children.length - copies.length > 1) return null;
  return copiesOf(copies, copies.length);
}

const copiesOf = (copies: readonly Child[], count: number): Cells => ({
  count,
  filled: copies.slice(0, mostCells).map((child) => changesShape(child.expansion)),
});

/** What stands behind a count of parameters: that several uses run with the same ones, where they do. */
export const paramsUnit = (takers: number): 'params' | 'shared' => (takers === 0 ? 'params' : 'shared');

/** The sign on a joint of a house layout: a sum, a cut into halves, or the glyph of its family. */
export function jointSign(item: Item): string | null {
  const [a, b] = item.outputs;
  if (item.inputs.length > 1 && a != null && sizesOf(a) === sizesOf(item.inputs[0] ?? undefined)) return '+';
  if (item.inputs.length === 1 && a != null && b != null && item.outputs.length === 2) {
    const difference = Number(a[1]) - Number(b[1]);
    return Math.abs(difference) <= 1 ? '½' : null;
  }
  return null;
}

/** The fault an item shows on itself; ports that merely lack a wire are drawn as open ports instead. */
export const faultOf = ({ issues }: Pick<Item, 'issues'>): Issue | null =>
  issues.find((found) => isProblem(found) && found.code !== 'graph/unconnected') ?? null;

/** Rows and columns of a map, 1 × 1 for a vector: the sides of its little picture. */
export function mapSides(shape: Shape): { readonly channels: number; readonly side: number } {
  return { channels: Number(shape[1] ?? 1n), side: Math.max(Number(shape[H] ?? 1n), Number(shape[W] ?? 1n)) };
}

/** More outputs than this are told by their number. */
const mostParts = 4;

/** The shape of what leaves an item (of what enters it, where nothing leaves); parts of a cut map by their channels: `13 + 7 × 56 × 56`. */
export function shapeLine(
  { inputs, outputs }: Pick<Item, 'inputs' | 'outputs'>,
  tensors: (count: number) => string = (count) => `${count} tensors`,
): string {
  const [first = inputs[0] ?? null, ...rest] = outputs;
  if (first === null || rest.some((shape) => shape === null)) return unknown;
  const text = shapeText(first);
  if (rest.length === 0) return text;
  if (outputs.length > mostParts) return tensors(outputs.length);
  const [, ...map] = text.split(' × ');
  const channels = outputs.map((shape) => String(shape?.[C] ?? '')).join(' + ');
  return [channels, ...map].join(' × ');
}
