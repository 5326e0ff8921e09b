import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { requireChannels } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import { C, sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { relu } from '../operators/activation.ts';
import { sum } from '../operators/arithmetic.ts';
import { resize } from '../operators/resize.ts';
import { convUnit, normField } from './conv-unit.ts';
import { numberedPorts } from './detection-fields.ts';
import { basicStage } from './residual-stages.ts';

const reference =
  'Wang et al., HRNet, 2019, arXiv 1908.07919; HRNet-Image-Classification f760c98, lib/models/cls_hrnet.py HighResolutionModule';

const fields = {
  branches: structural({
    label: 'Branches',
    help: 'Maps that are kept side by side, the finest first; each next one is half as fine and twice as wide.',
    min: 2,
    max: 6,
    default: 2,
  }),
  w: dimension({
    label: 'Width w',
    help: 'Channels of the finest map.',
    symbol: 'w',
    unit: 'ch',
    min: 1,
    max: 65_536,
    default: 32,
  }),
  depth: structural({
    label: 'Depth',
    help: 'Basic blocks on each map before the maps are fused.',
    unit: 'blocks',
    min: 1,
    max: 64,
    default: 4,
  }),
  finest: toggle({
    label: 'Finest alone',
    help: 'Only the finest map is fused and leaves, as in front of heads that read no other.',
    default: false,
  }),
  norm: normField,
} as const;

type Module = Values<typeof fields>;

const widthOf = (w: Expr, index: number): Expr => mul(w, BigInt(2 ** index));

/** Brings the map of branch `from` to the size and width of branch `to`. */
function brought(graph: GraphBuilder, maps: readonly Wire[], from: number, to: number, { w, norm }: Module) {
  const name = `from${from + 1}-to${to + 1}`;
  const unit = { outChannels: widthOf(w, to), norm, activation: 'none' } as const;
  if (from > to) {
    const narrowed = graph.add(name, convUnit, { ...unit, kernel: 1 }, maps[from]!);
    const larger = graph.add(`${name}-up`, resize, { to: 'input' }, narrowed, maps[to]!);
    graph.callAs(`${name}-up`, 'module');
    return larger;
  }
  let y = maps[from]!;
  for (let step = from + 1; step < to; step++) {
    const halved = { outChannels: widthOf(w, from), stride: 2, norm };
    y = graph.add(`${name}-step${step - from}`, convUnit, halved, y);
  }
  return graph.add(name, convUnit, { ...unit, stride: 2 }, y);
}

/** The fused map of branch `to`: the maps of all branches at its size, added up from the finest on. */
function fused(graph: GraphBuilder, maps: readonly Wire[], to: number, v: Module): Wire {
  const parts = maps.map((map, from) => (from === to ? map : brought(graph, maps, from, to, v)));
  const total = parts.reduce((y, part, index) => graph.add(`add${to + 1}-${index}`, sum, {}, y, part));
  return graph.add(`act${to + 1}`, relu, {}, total);
}

const ports = (v: { readonly branches: number; readonly finest: boolean }) =>
  numberedPorts('out', v.finest ? 1 : v.branches);

/** The maps of a formula: w, 2w, 4w, … channels, each half as large as the one before, the coarsest of H rows. */
const branchInputs = (
  { branches, w }: { readonly branches: number; readonly w: Expr },
  free: (name: string) => Expr,
): Expr[][] =>
  Array.from({ length: branches }, (_, i) => {
    const times = BigInt(2 ** (branches - 1 - i));
    return [1n, widthOf(w, i), mul(times, free('H')), mul(times, free('W'))];
  });

/**
 * One module of HRNet: basic blocks on each of several maps, then each map becomes the sum of all. Coarser maps come by a
 * 1 × 1 convolution and are enlarged by repetition, finer ones by 3 × 3 convolutions of stride 2. The public code enlarges
 * by powers of 2, so its images are multiples of the coarsest step; here a map is enlarged to the size of the other.
 */
export const hrnetModule = defineBlock({
  id: 'hrnet-module',
  title: 'HRNet module',
  summary: 'Convolves maps of several sizes side by side, then adds each to all others.',
  reference,
  family: 'block',
  section: 'Multi-scale',
  fields,
  inputs: ({ branches }) => numberedPorts('in', branches),
  outputs: ports,
  expand: (v, inputs, graph) => {
    const { w, depth, norm } = v;
    const maps = inputs.map((x, index) => {
      const planes = widthOf(w, index);
      requireChannels(`in${index + 1}`, sizeOf(x.shape, C), planes);
      return graph.add(`branch${index + 1}`, basicStage, { depth, planes, project: false, norm }, x);
    });
    const left = v.finest ? maps.slice(0, 1) : maps;
    return left.map((_, to) => fused(graph, maps, to, v));
  },
  symbolicInputs: branchInputs,
  examples: [
    {
      title: 'two branches',
      fields: { w: 4, depth: 1 },
      inputs: [
        [1, 4, 8, 6],
        [1, 8, 4, 3],
      ],
      outputs: [
        [1, 4, 8, 6],
        [1, 8, 4, 3],
      ],
      params: 1_832n,
      macs: 31_488n,
    },
    {
      title: 'three branches, the finest alone leaves',
      fields: { branches: 3, w: 4, depth: 1, finest: true },
      inputs: [
        [1, 4, 8, 8],
        [1, 8, 4, 4],
        [1, 16, 2, 2],
      ],
      outputs: [[1, 4, 8, 8]],
      params: 6_272n,
      macs: 56_064n,
    },
  ],
});

const { finest: lastFinest, ...shared } = fields;

/** Modules of HRNet, one after another. */
export const hrnetStage = defineBlock({
  id: 'hrnet-stage',
  title: 'HRNet stage',
  summary: 'Repeats the HRNet module on the same maps.',
  reference,
  family: 'block',
  section: 'Multi-scale',
  fields: {
    modules: structural({
      label: 'Modules',
      help: 'Modules one after another.',
      min: 1,
      max: 64,
      default: 1,
    }),
    ...shared,
    finest: { ...lastFinest, help: 'The last module leaves the finest map alone.' },
  },
  inputs: ({ branches }) => numberedPorts('in', branches),
  outputs: ports,
  expand: ({ modules, ...v }, inputs, graph) => {
    let maps: readonly Wire[] = inputs;
    for (let i = 1; i <= modules; i++) {
      maps = graph.addAll(`module${i}`, hrnetModule, { ...v, finest: v.finest && i === modules }, ...maps);
    }
    return maps;
  },
  symbolicInputs: branchInputs,
  examples: [
    {
      title: 'two modules, the last leaves the finest map alone',
      fields: { modules: 2, w: 4, depth: 1, finest: true },
      inputs: [
        [1, 4, 8, 6],
        [1, 8, 4, 3],
      ],
      outputs: [[1, 4, 8, 6]],
      params: 3_360n,
      macs: 59_520n,
    },
  ],
});
