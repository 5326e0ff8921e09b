import type { Expr } from '../algebra/expression.ts';
import { add, mul } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { concat, split } from '../operators/tensor.ts';
import { activationField, hasBias, normField } from './conv-unit.ts';
import { filterStep, mobileChannels } from './mobile-fields.ts';
import { behindConvolution, normAct } from './norm-act.ts';

const reference =
  'Chen et al., Dual Path Networks, 2017, arXiv 1707.01629; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/dpn.py DualPathBlock';

const width = (label: string, help: string, symbol: string, channels: number) =>
  dimension({ label, help, symbol, unit: 'ch', min: 1, max: 65_536, default: channels });

const fields = {
  inner: width('Inner width', 'Channels of the first two convolutions.', 'r', 96),
  outChannels: { ...mobileChannels, help: 'Channels of the path that is added to.', default: 256 },
  growth: width('Growth', 'Channels that each block adds to the path that is joined.', 'd', 16),
  groups: dimension({
    label: 'Groups',
    help: 'Independent parts of the 3 × 3 convolution.',
    symbol: 'g',
    min: 1,
    max: 4_096,
    default: 32,
  }),
  stride: filterStep,
  apart: toggle({
    label: 'Convolutions apart',
    help: 'One last convolution for each path in place of one whose channels are split, as in DPN-68b.',
    default: false,
  }),
  norm: normField,
  activation: { ...activationField, help: 'What stands ahead of each convolution.' },
  epsilon: { ...epsilonField, default: 1e-3 },
} as const;

/** A norm and an activation, then a convolution. */
function convolved(
  graph: GraphBuilder,
  name: string,
  conv: {
    readonly outChannels: Expr;
    readonly kernel: number;
    readonly stride?: number;
    readonly groups?: Expr;
    readonly bias?: boolean;
  },
  unit: Parameters<typeof normAct>[2],
  x: Wire,
): Wire {
  return graph.add(name, conv2d, conv, normAct(graph, `-${name}`, unit, x));
}

/**
 * Dual path block: three convolutions whose first channels are added to one path, and whose last ones are joined to the
 * other. The first block of a stage makes both paths of one map by a projection.
 */
export const dualPathBlock = defineBlock({
  id: 'dual-path-block',
  title: 'Dual path block',
  names: ['DPN'],
  summary: 'Adds some of its channels to one path and joins the others to a second.',
  reference,
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    ...fields,
    first: toggle({
      label: 'Opens a stage',
      help: 'Makes the two paths of one map by a projection.',
      default: false,
    }),
  },
  inputs: ({ first }) =>
    first
      ? onePort('in')()
      : [
          { name: 'in1', label: 'added to' },
          { name: 'in2', label: 'joined' },
        ],
  outputs: () => [
    { name: 'out1', label: 'added to' },
    { name: 'out2', label: 'joined' },
  ],
  expand: ({ inner, outChannels, growth, groups, stride, apart, first, ...unit }, inputs, graph) => {
    const x = first ? inputs[0]! : graph.add('whole', concat, {}, inputs[0]!, inputs[1]!);
    const opened = (): readonly Wire[] => {
      const both = add(outChannels, mul(2n, growth));
      const projected = convolved(graph, 'project', { outChannels: both, kernel: 1, stride }, unit, x);
      return graph.addAll('paths', split, { sizes: [outChannels, mul(2n, growth)] }, projected);
    };
    const [added, joined] = (first ? opened() : inputs) as readonly [Wire, Wire];
    const bias = hasBias(false, unit.norm);
    const behind = { ...unit, norm: behindConvolution(unit.norm) };
    let y = convolved(graph, 'conv1', { outChannels: inner, kernel: 1, bias }, unit, x);
    y = convolved(graph, 'conv2', { outChannels: inner, kernel: 3, stride, groups, bias }, behind, y);
    const last = (): readonly [Wire, Wire] => {
      if (apart) {
        const active = normAct(graph, '-conv3', behind, y);
        return [
          graph.add('conv3-added', conv2d, { outChannels, kernel: 1 }, active),
          graph.add('conv3-joined', conv2d, { outChannels: growth, kernel: 1 }, active),
        ];
      }
      const whole = convolved(
        graph,
        'conv3',
        { outChannels: add(outChannels, growth), kernel: 1 },
        behind,
        y,
      );
      return graph.addAll('parts', split, { sizes: [outChannels, growth] }, whole) as unknown as readonly [
        Wire,
        Wire,
      ];
    };
    const [toAdd, toJoin] = last();
    return [graph.add('add', sum, {}, added, toAdd), graph.add('join', concat, {}, joined, toJoin)];
  },
  symbolicInputs: (v, free) =>
    v.first
      ? [[1n, free('C_in'), free('H'), free('W')]]
      : [
          [1n, v.outChannels, free('H'), free('W')],
          [1n, free('C_2'), free('H'), free('W')],
        ],
  examples: [
    {
      title: 'opens a stage and halves the map',
      fields: { inner: 4, outChannels: 8, growth: 2, groups: 2, stride: 2, first: true },
      inputs: [[1, 6, 7, 8]],
      outputs: [
        [1, 8, 4, 4],
        [1, 6, 4, 4],
      ],
      params: 248n,
      macs: 4_288n,
    },
    {
      title: 'a later block, convolutions apart',
      fields: { inner: 4, outChannels: 8, growth: 2, groups: 2, apart: true },
      inputs: [
        [2, 8, 3, 3],
        [2, 6, 3, 3],
      ],
      outputs: [
        [2, 8, 3, 3],
        [2, 8, 3, 3],
      ],
      params: 212n,
      macs: 3_024n,
    },
  ],
});

/** Dual path blocks one after another; both paths leave joined. */
export const dualPathStage = defineBlock({
  id: 'dual-path-stage',
  title: 'Dual path stage',
  summary: 'Repeats the dual path block; the first one steps and makes the two paths, which leave joined.',
  reference,
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    depth: structural({
      label: 'Depth',
      help: 'Copies of the block.',
      unit: 'blocks',
      min: 1,
      max: 200,
      default: 3,
    }),
    ...fields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ depth, ...v }, [x], graph) => {
    let paths = graph.addAll('block1', dualPathBlock, { ...v, first: true }, x!);
    for (let i = 2; i <= depth; i++) {
      paths = graph.addAll(`block${i}`, dualPathBlock, { ...v, stride: 1 }, ...paths);
    }
    return [graph.add('whole', concat, {}, paths[0]!, paths[1]!)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2, inner: 4, outChannels: 8, growth: 2, groups: 2 },
      inputs: [[1, 6, 4, 4]],
      outputs: [[1, 16, 4, 4]],
      params: 460n,
      macs: 6_016n,
    },
  ],
});
