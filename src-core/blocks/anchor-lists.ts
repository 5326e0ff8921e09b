import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import type { BlockDefinition, GraphBuilder } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { concat } from '../operators/tensor.ts';

/**
 * Lays a map of anchors × values channels out as a list of anchors, position by position: [N, H·W·anchors, values].
 * It is the order in which torchvision and detectron2 number their anchors.
 */
export function anchorList(
  graph: GraphBuilder,
  name: string,
  map: Wire,
  { anchors, values }: { readonly anchors: Expr; readonly values: Expr },
): Wire {
  const last = graph.add(`${name}-last`, permute, {}, map);
  const count = mul(sizeOf(map.shape, H), sizeOf(map.shape, W), anchors);
  return graph.add(`${name}-list`, reshape, { sizes: [count, values] }, last);
}

/** Runs a head on every level with one set of weights, and joins each of its lists over the levels, finest first. */
export function overLevels(
  graph: GraphBuilder,
  level: BlockDefinition,
  given: Given,
  maps: readonly Wire[],
): readonly Wire[] {
  const lists = maps.map((map, index) =>
    index === 0 ? graph.addAll('level1', level, given, map) : graph.again(`level${index + 1}`, 'level1', map),
  );
  const names = level.outputs(given as never).map((port) => port.name);
  return names.map((name, output) => {
    const parts = lists.map((list) => list[output]!);
    return graph.add(name, concat, { inputs: parts.length }, ...parts);
  });
}
