import type { Size } from '../geometry.ts';
import type { Level, LevelWire } from '../level-types.ts';
import { aligned } from './align.ts';
import { fold } from './fold.ts';
import { layerGraph } from './layer-graph.ts';
import { ordered } from './order.ts';
import { wrapped } from './wrap.ts';

/** Space between neighbours of a layer, and beside a wire that runs past them. */
const beside = 48;
const besideWire = 24;
/** Space between columns. */
const between = 160;

/** Where something stands across and along the flow. */
export interface Spot {
  readonly across: number;
  readonly along: number;
}

export interface PartLayout {
  /** The corner of each item. */
  readonly corners: ReadonlyMap<string, Spot>;
  /** Where long wires run across the flow. */
  readonly lanes: ReadonlyMap<LevelWire, number>;
  /** The size of all of it. */
  readonly across: number;
  readonly along: number;
}

export interface Sizing {
  readonly sizeOf: (name: string) => Size;
  readonly isDown: boolean;
  /** Space between two layers. */
  readonly space: number;
}

/** Lays out items that wires join: in layers, wide ones wrapped into rows, folded into columns where they are many. */
export function partLayout(part: Pick<Level, 'items' | 'wires'>, sizing: Sizing): PartLayout {
  const { isDown, space } = sizing;
  const graph = ordered(layerGraph(part));
  const sizes = graph.items.map(({ name }) => {
    const { width, height } = sizing.sizeOf(name);
    return isDown ? { across: width, along: height } : { across: height, along: width };
  });
  const across = (vertex: number): number => sizes[vertex]?.across ?? 0;
  const isBend = (vertex: number): boolean => vertex >= graph.items.length;
  const apart = (a: number, b: number): number =>
    (across(a) + across(b)) / 2 + (isBend(a) || isBend(b) ? besideWire : beside);
  const rows = wrapped(graph.layers, sizes, { beside, space });
  const middles = aligned(graph, apart, (layer) => rows.get(layer)?.width ?? null);
  const layers = graph.layers.map((layer) => {
    const row = rows.get(layer);
    if (row !== undefined) return { low: -row.width / 2, high: row.width / 2, length: row.length };
    let [low, high, length] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const vertex of layer) {
      low = Math.min(low, (middles[vertex] ?? 0) - across(vertex) / 2);
      high = Math.max(high, (middles[vertex] ?? 0) + across(vertex) / 2);
      length = Math.max(length, sizes[vertex]?.along ?? 0);
    }
    return { low, high, length };
  });
  const [low, high] = boundsOf(layers);
  const cuts = graph.layers.map((layer) =>
    layer.reduce((sum, vertex) => sum + (graph.after[vertex]?.length ?? 0), 0),
  );
  const lengths = layers.map(({ length }) => length + space);
  const starts = fold(lengths, high - low + between, cuts);

  const corners = new Map<string, Spot>();
  const shift: number[] = [];
  const columnOf: number[] = [];
  const edges: number[] = [];
  let [edge, longest] = [0, 0];
  for (const [column, first] of starts.entries()) {
    const last = starts[column + 1] ?? layers.length;
    const [left, right] = boundsOf(layers.slice(first, last));
    let at = 0;
    for (let index = first; index < last; index += 1) {
      const layer = graph.layers[index] ?? [];
      const row = rows.get(layer);
      for (const vertex of layer) {
        shift[vertex] = edge - left;
        columnOf[vertex] = column;
        const item = graph.items[vertex];
        if (item === undefined) continue;
        const spot = row?.spots.get(vertex);
        const start = spot?.across ?? (middles[vertex] ?? 0) - across(vertex) / 2;
        corners.set(item.name, {
          across: Math.round(start + edge - left),
          along: at + (spot?.along ?? 0),
        });
      }
      at += lengths[index] ?? 0;
    }
    edges.push(edge);
    longest = Math.max(longest, at - space);
    edge += right - left + between;
  }

  const vertexOf = new Map(graph.items.map(({ name }, index) => [name, index]));
  const lanes = new Map<LevelWire, number>();
  let outside = edge - between;
  for (const wire of part.wires) {
    const [from, to] = [vertexOf.get(wire.from.item) ?? 0, vertexOf.get(wire.to.item) ?? 0];
    const bends = graph.bends.get(wire);
    const middle = bends?.[Math.floor(bends.length / 2)];
    if (columnOf[from] !== columnOf[to]) {
      lanes.set(wire, Math.round((edges[columnOf[to] ?? 0] ?? 0) - between / 2));
    } else if (middle !== undefined) {
      lanes.set(wire, Math.round((middles[middle] ?? 0) + (shift[middle] ?? 0)));
    } else if (wire.skips) {
      outside += besideWire;
      lanes.set(wire, Math.round(outside));
    }
  }
  return { corners, lanes, across: outside, along: longest };
}

function boundsOf(layers: readonly { readonly low: number; readonly high: number }[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const layer of layers) {
    low = Math.min(low, layer.low);
    high = Math.max(high, layer.high);
  }
  return [low, high];
}
