import type { LayerGraph, Neighbour } from './layer-graph.ts';

/** Sweeps that pull vertices in line with what they are wired to. */
const sweeps = 8;
/** How much a vertex holds to where it is pulled: a trunk stays straight, whatever runs beside it. */
const weights = { trunk: 1000, other: 1, none: 0.05 } as const;

interface Pull {
  readonly to: number;
  readonly weight: number;
}

/** Towards the middle of the neighbours of a vertex, of those in line with it where there are any; null without any. */
function pullOf(near: readonly Neighbour[], at: readonly number[]): Pull | null {
  let [sum, count, trunkSum, trunkCount] = [0, 0, 0, 0];
  for (const { vertex, isTrunk } of near) {
    const x = at[vertex] ?? 0;
    sum += x;
    count += 1;
    if (!isTrunk) continue;
    trunkSum += x;
    trunkCount += 1;
  }
  if (trunkCount > 0) return { to: trunkSum / trunkCount, weight: weights.trunk };
  return count > 0 ? { to: sum / count, weight: weights.other } : null;
}

/**
 * Moves the vertices of a layer as near to their wishes as their order and the room between them allow: the least squares
 * answer, found by pooling neighbours that push each other.
 */
function settle(
  layer: readonly number[],
  wish: readonly number[],
  weight: readonly number[],
  apart: (a: number, b: number) => number,
  at: number[],
): void {
  const pools: { sum: number; weight: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const [index, vertex] of layer.entries()) {
    const before = layer[index - 1];
    if (before !== undefined) offset += apart(before, vertex);
    offsets.push(offset);
    const heavy = weight[index] ?? 1;
    let pool = { sum: ((wish[index] ?? 0) - offset) * heavy, weight: heavy, count: 1 };
    for (let top = pools.at(-1); top !== undefined; top = pools.at(-1)) {
      if (top.sum / top.weight <= pool.sum / pool.weight) break;
      pools.pop();
      pool = { sum: top.sum + pool.sum, weight: top.weight + pool.weight, count: top.count + pool.count };
    }
    pools.push(pool);
  }
  let index = 0;
  for (const { sum, weight: heavy, count } of pools)
    for (let each = 0; each < count; each += 1, index += 1)
      at[layer[index] ?? 0] = sum / heavy + (offsets[index] ?? 0);
}

/**
 * Where the middle of each vertex stands across the flow.
 * @param apart how far the middles of two neighbours of a layer are apart at least
 * @param wrapWidth how wide a layer stands that is wrapped into rows; null for one that is not
 */
export function aligned(
  graph: LayerGraph,
  apart: (a: number, b: number) => number,
  wrapWidth: (layer: readonly number[]) => number | null,
): readonly number[] {
  const { layers, before, after } = graph;
  const at: number[] = new Array<number>(before.length).fill(0);
  const pull = (layer: readonly number[], neighbours: readonly (readonly Neighbour[])[]) => {
    const width = wrapWidth(layer);
    if (width !== null) {
      for (const [index, vertex] of layer.entries())
        at[vertex] = ((index + 0.5) / layer.length - 0.5) * width;
      return;
    }
    const pulls = layer.map((vertex) => pullOf(neighbours[vertex] ?? [], at));
    const wish = layer.map((vertex, index) => pulls[index]?.to ?? at[vertex] ?? 0);
    const weight = pulls.map((one) => one?.weight ?? weights.none);
    settle(layer, wish, weight, apart, at);
  };
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    // the last sweep runs along the flow, so that what follows one item stands straight below it
    const isDown = sweep % 2 === 1;
    for (let step = 0; step < layers.length; step += 1) {
      const layer = layers[isDown ? step : layers.length - 1 - step];
      if (layer !== undefined) pull(layer, isDown ? before : after);
    }
  }
  return at;
}
