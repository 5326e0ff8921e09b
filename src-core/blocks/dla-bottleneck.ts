import type { Expr } from '../algebra/expression.ts';
import { add, mul, sub } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { defineBlock } from '../language/definition.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { parallelGroups } from './parallel-groups.ts';
import { res2netBlock } from './res2net-block.ts';
import { closeResidual, firstField, planesField, strideField, unitOf } from './residual.ts';
import { cardinality, groupCount, groupDilation, groupKernel, groupWidth } from './split-fields.ts';

/** What the bottlenecks of a tree share. */
export const dlaFields = {
  planes: {
    ...planesField,
    help: 'Channels that leave the block; they are set apart from its inner width.',
    default: 128,
  },
  w: groupWidth(64),
  s: { ...groupCount(1), help: 'Groups inside; 1 is an ordinary bottleneck, more a Res2Net module.' },
  k: groupKernel,
  cardinality,
  stride: strideField,
  dilation: groupDilation,
  norm: normField,
  activation: activationField,
} as const;

export const dlaInputs = () =>
  [{ name: 'in' }, { name: 'shortcut', label: 'what is added: as many channels as planes' }] as const;

/** Free input sizes of a block of a tree: any channels, and a shortcut of the shape that leaves the block. */
export const dlaShapes = (
  v: { readonly planes: Expr; readonly stride: number; readonly first: boolean },
  free: (name: string) => Expr,
): Expr[][] => {
  // An odd filter padded by half reads every stride-th position from the first on.
  const stepped = (size: string) => {
    const whole = free(size);
    return v.first ? add(floorDiv(sub(whole, 1n), BigInt(v.stride)), 1n) : whole;
  };
  return [
    [1n, free('C_in'), free('H'), free('W')],
    [1n, v.planes, stepped('H'), stepped('W')],
  ];
};

/**
 * The bottleneck of Deep Layer Aggregation: its shortcut comes in from the tree, which makes it for its first block alone.
 * With several groups it is that of Res2Net-DLA: the block that opens a tree has parallel groups with the last one pooled.
 */
export const dlaBottleneck = defineBlock({
  id: 'dla-bottleneck',
  title: 'DLA bottleneck',
  summary: 'Narrows with 1 × 1 to s groups of w, convolves these, widens with 1 × 1 and adds the shortcut.',
  reference:
    'Yu et al., Deep Layer Aggregation, 2017, arXiv 1707.06484; Gao et al., Res2Net, 2019, arXiv 1904.01169; Res2Net-PretrainedModels 13af788, dla.py, Bottle2neck',
  family: 'block',
  section: 'Residual',
  fields: {
    ...dlaFields,
    first: {
      ...firstField,
      label: 'Opens a tree',
      help: 'The first block of a tree steps, and its groups do not feed one another.',
    },
  },
  inputs: dlaInputs,
  outputs: () => [{ name: 'out' }],
  expand: (v, [x, shortcut], graph) => {
    const { planes, w, s, k, cardinality: independent, stride, first, dilation } = v;
    const unit = unitOf(v);
    const inner = { outChannels: mul(BigInt(s), w), kernel: 1, ...unit };
    const narrowed = graph.add('conv1', convUnit, inner, x!);
    const shared = { s, w, k, cardinality: independent, dilation, ...unit };
    const middle = first
      ? graph.add('groups', parallelGroups, { ...shared, stride, pooled: 'last' }, narrowed)
      : graph.add('res2net', res2netBlock, shared, narrowed);
    const wide = { outChannels: planes, kernel: 1, ...unit, activation: 'none' } as const;
    return [closeResidual(graph, graph.add('conv3', convUnit, wide, middle), shortcut!, unit)];
  },
  symbolicInputs: dlaShapes,
  examples: [
    {
      title: 'opens level 2 of DLA-60',
      fields: { stride: 2 },
      inputs: [
        [1, 32, 8, 8],
        [1, 128, 4, 4],
      ],
      outputs: [[1, 128, 4, 4]],
      params: 47_616n,
      macs: 851_968n,
    },
    {
      title: 'later in level 2 of Res2NeXt-DLA-60',
      fields: { w: 32, s: 4, cardinality: 8, first: false },
      inputs: [
        [1, 128, 4, 4],
        [1, 128, 4, 4],
      ],
      outputs: [[1, 128, 4, 4]],
      params: 36_928n,
      macs: 579_584n,
    },
  ],
});
