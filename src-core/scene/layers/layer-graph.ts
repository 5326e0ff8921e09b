import type { Level, LevelItem, LevelWire } from '../level-types.ts';
import { ranks } from '../ranks.ts';
import { flowing } from './flowing.ts';

/** Bends of long wires are given places in the layers they pass, up to this many for each item; longer wires run outside. */
const bendsPerItem = 3;

/** Another vertex one layer away. */
export interface Neighbour {
  readonly vertex: number;
  /** Where on the other vertex the wire ends, from -0.5 to 0.5 across the flow. */
  readonly port: number;
  /** True of a wire that keeps its ends in line: one that skips nothing. */
  readonly isTrunk: boolean;
}

/** A level as vertices in layers. The first vertices are the items, in their order; those after them are bends. */
export interface LayerGraph {
  readonly items: readonly LevelItem[];
  /** Vertices of each layer, in the order in which they stand across the flow. */
  readonly layers: readonly number[][];
  readonly before: readonly (readonly Neighbour[])[];
  readonly after: readonly (readonly Neighbour[])[];
  /** The bends of each wire that has any, in the order of the flow. */
  readonly bends: ReadonlyMap<LevelWire, readonly number[]>;
}

const portAt = (names: readonly string[], name: string): number =>
  (names.indexOf(name) + 1) / (names.length + 1) - 0.5;

/** The layer of each item: every wire leads onwards, those that close a loop apart. */
function layersOf(items: readonly LevelItem[], wires: readonly LevelWire[]): ReadonlyMap<string, number> {
  const links = flowing(
    items.map(({ name }) => name),
    wires.map(({ from, to }) => [from.item, to.item]),
  );
  const rank = new Map(
    ranks(
      items.map(({ name }) => name),
      links,
    ),
  );
  const fed = new Set(links.map(([, to]) => to));
  const nearest = new Map<string, number>();
  for (const [from, to] of links)
    nearest.set(from, Math.min(nearest.get(from) ?? Number.POSITIVE_INFINITY, rank.get(to) ?? 0));
  // what nothing feeds stands just before what it feeds
  for (const [name, first] of nearest) if (!fed.has(name)) rank.set(name, first - 1);
  return rank;
}

/** Puts the items of a level into layers. */
export function layerGraph({ items, wires }: Pick<Level, 'items' | 'wires'>): LayerGraph {
  const layerOf = layersOf(items, wires);
  const count = [...layerOf.values()].reduce((most, layer) => Math.max(most, layer + 1), 0);
  const layers: number[][] = Array.from({ length: count }, () => []);
  const vertexOf = new Map(items.map(({ name }, index) => [name, index]));
  for (const [index, { name }] of items.entries()) layers[layerOf.get(name) ?? 0]?.push(index);
  const before: Neighbour[][] = items.map(() => []);
  const after: Neighbour[][] = items.map(() => []);
  const join = (from: number, to: number, ports: readonly [number, number], isTrunk: boolean) => {
    after[from]?.push({ vertex: to, port: ports[1], isTrunk });
    before[to]?.push({ vertex: from, port: ports[0], isTrunk });
  };
  const bends = new Map<LevelWire, readonly number[]>();
  let left = bendsPerItem * items.length;
  const length = ({ from, to }: LevelWire) => (layerOf.get(to.item) ?? 0) - (layerOf.get(from.item) ?? 0);
  const onwards = wires.filter((wire) => length(wire) > 0).sort((a, b) => length(a) - length(b));
  for (const wire of onwards) {
    const between = length(wire) - 1;
    if (between > left) break;
    left -= between;
    const [from, to] = [vertexOf.get(wire.from.item) ?? 0, vertexOf.get(wire.to.item) ?? 0];
    const ports = [
      portAt(items[from]?.outputs ?? [], wire.from.port),
      portAt(items[to]?.inputs ?? [], wire.to.port),
    ] as const;
    let last = from;
    const own: number[] = [];
    for (let step = 1; step <= between; step += 1) {
      const bend = before.length;
      before.push([]);
      after.push([]);
      layers[(layerOf.get(wire.from.item) ?? 0) + step]?.push(bend);
      join(last, bend, [last === from ? ports[0] : 0, 0], false);
      own.push(bend);
      last = bend;
    }
    join(last, to, [last === from ? ports[0] : 0, ports[1]], between === 0);
    if (between > 0) bends.set(wire, own);
  }
  return { items, layers, before, after, bends };
}
