import type { LayerGraph, Neighbour } from './layer-graph.ts';

/** Sweeps there and back, at most. */
const sweeps = 10;
/** Sweeps without a better order after which no more are made. */
const patience = 3;

/** How often the wires between neighbouring layers cross, in an order of the vertices. */
export function crossings({ layers, after }: Pick<LayerGraph, 'layers' | 'after'>): number {
  const place: number[] = [];
  for (const layer of layers) for (const [index, vertex] of layer.entries()) place[vertex] = index;
  let count = 0;
  for (const [index, layer] of layers.entries()) {
    const width = layers[index + 1]?.length ?? 0;
    if (width === 0) continue;
    // a Fenwick tree of the ends that were seen, looked at from the right
    const tree = new Array<number>(width + 1).fill(0);
    let seen = 0;
    for (const vertex of layer) {
      const ends = (after[vertex] ?? []).map((one) => place[one.vertex] ?? 0);
      for (const end of ends) {
        let upTo = 0;
        for (let at = end + 1; at > 0; at -= at & -at) upTo += tree[at] ?? 0;
        count += seen - upTo;
      }
      for (const end of ends) {
        seen += 1;
        for (let at = end + 1; at <= width; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
      }
    }
  }
  return count;
}

/** An order to start from: along the flow, what follows one vertex stands together. */
function started({ layers, after, before }: LayerGraph): number[][] {
  const layerOf: number[] = [];
  for (const [index, layer] of layers.entries()) for (const vertex of layer) layerOf[vertex] = index;
  const ordered: number[][] = layers.map(() => []);
  const seen = new Set<number>();
  const visit = (start: number) => {
    const waiting = [start];
    for (let vertex = waiting.pop(); vertex !== undefined; vertex = waiting.pop()) {
      if (seen.has(vertex)) continue;
      seen.add(vertex);
      ordered[layerOf[vertex] ?? 0]?.push(vertex);
      for (const { vertex: next } of [...(after[vertex] ?? [])].reverse()) waiting.push(next);
    }
  };
  for (const layer of layers) for (const vertex of layer) if (before[vertex]?.length === 0) visit(vertex);
  for (const layer of layers) for (const vertex of layer) visit(vertex);
  return ordered;
}

/** Sorts a layer by the mean place of what its vertices are wired to; what is wired to nothing there stays where it is. */
function sorted(
  layer: readonly number[],
  neighbours: readonly (readonly Neighbour[])[],
  place: readonly number[],
): number[] {
  const key = new Map<number, number>();
  for (const [index, vertex] of layer.entries()) {
    const near = neighbours[vertex] ?? [];
    let sum = 0;
    for (const one of near) sum += (place[one.vertex] ?? 0) + one.port;
    key.set(vertex, near.length === 0 ? index : sum / near.length);
  }
  return [...layer].sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
}

/** The layers in an order in which wires cross seldom: by sweeps that put each vertex where its neighbours are. */
export function ordered(graph: LayerGraph): LayerGraph {
  let best = started(graph);
  let fewest = crossings({ layers: best, after: graph.after });
  const now = best.map((layer) => [...layer]);
  const place: number[] = [];
  const note = (layer: readonly number[]) => {
    for (const [index, vertex] of layer.entries()) place[vertex] = index;
  };
  for (const layer of now) note(layer);
  for (let sweep = 0, idle = 0; sweep < sweeps && idle < patience && fewest > 0; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const last = now.length - 1;
    for (let step = 0; step <= last; step += 1) {
      const index = isDown ? step : last - step;
      const layer = sorted(now[index] ?? [], isDown ? graph.before : graph.after, place);
      now[index] = layer;
      note(layer);
    }
    const count = crossings({ layers: now, after: graph.after });
    idle = count < fewest ? 0 : idle + 1;
    if (count >= fewest) continue;
    fewest = count;
    best = now.map((layer) => [...layer]);
  }
  return { ...graph, layers: best };
}
