import type { Shape } from '../../language/shape.ts';
import { H, W } from '../../language/shape.ts';
import type { Level } from '../level-types.ts';
import type { Rows } from './rows.ts';

/** More resolutions than this are no drawing that a person would make of rows. */
const mostRows = 8;

const mean = (rows: readonly number[]): number => rows.reduce((sum, row) => sum + row, 0) / rows.length;

/** Values of one channel of a map; null of what is none, or has sizes that are not known. */
function areaOf(shape: Shape | null): number | null {
  if (shape?.length !== 4) return null;
  const [rows, columns] = [shape[H], shape[W]];
  return typeof rows === 'bigint' && typeof columns === 'bigint' ? Number(rows * columns) : null;
}

/** The resolutions at which each item hands maps on. */
function areasOf({ items, wires }: Pick<Level, 'items' | 'wires'>): ReadonlyMap<string, ReadonlySet<number>> {
  const areas = new Map(items.map(({ name }) => [name, new Set<number>()]));
  for (const { from, shape } of wires) {
    const area = areaOf(shape);
    if (area !== null) areas.get(from.item)?.add(area);
  }
  return areas;
}

/**
 * Rows by resolution, the finest first, as encoders with decoders, pyramids and ladders are drawn by hand: down on one side,
 * up on the other, and what is handed across straight in its row. Null of a level in which nothing comes back to a
 * resolution that it left, or that has more of them than rows can show.
 * @param order names of all items along the flow
 */
export function resolutionRows(level: Pick<Level, 'items' | 'wires'>, order: readonly string[]): Rows | null {
  const areas = areasOf(level);
  const single = new Map<string, number>();
  for (const [name, own] of areas) {
    const [area] = own;
    if (own.size === 1 && area !== undefined) single.set(name, area);
  }
  const isUp = ({ from, to }: Level['wires'][number]): boolean =>
    (single.get(to.item) ?? 0) > (single.get(from.item) ?? Number.POSITIVE_INFINITY);
  const isAcross = ({ from, to, skips }: Level['wires'][number]): boolean =>
    skips && single.has(from.item) && single.get(from.item) === single.get(to.item);
  if (!level.wires.some(isUp) || !level.wires.some(isAcross)) return null;
  const sorted = [...new Set(single.values())].sort((a, b) => b - a);
  if (sorted.length > mostRows) return null;
  const rowOf = new Map(sorted.map((area, row) => [area, row]));
  const rows = new Map<string, number>();
  for (const name of order) {
    const own = [...(areas.get(name) ?? [])].flatMap((area) => rowOf.get(area) ?? []);
    if (own.length > 0) {
      rows.set(name, mean(own));
      continue;
    }
    // what hands on no map stands in the middle of what feeds it
    const feeders = level.wires.flatMap(({ from, to }) =>
      to.item === name ? (rows.get(from.item) ?? []) : [],
    );
    rows.set(name, feeders.length === 0 ? 0 : mean(feeders));
  }
  return { rows, canMirror: true };
}
