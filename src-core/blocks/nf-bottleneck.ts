import { mul } from '../algebra/expression.ts';
import { channelsOf, same } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, real } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { relu } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { avgPool } from '../operators/pooling.ts';
import { scaledConv2d } from '../operators/scaled-convolution.ts';
import { filterStep } from './mobile-fields.ts';
import { depthField } from './stage.ts';

/** What a ReLU takes from the spread of values that come in with variance 1. */
const reluGamma = '1.7139588594436646';

const fields = {
  planes: dimension({
    label: 'Planes',
    help: 'Channels inside; four times as many leave.',
    symbol: 'p',
    unit: 'ch',
    min: 1,
    max: 65_536,
    default: 64,
  }),
  stride: filterStep,
  variance: real({
    label: 'Variance',
    help: 'That of the values that are expected to come in; these are divided by its root.',
    min: 1e-6,
    max: 1e6,
    default: 1,
  }),
  alpha: real({
    label: 'Alpha',
    help: 'What the branch is multiplied by before the addition.',
    min: -1e6,
    max: 1e6,
    default: 0.2,
  }),
  epsilon: epsilonField,
} as const;

/** Multiplies by a number, where that changes anything. */
const times = (graph: GraphBuilder, name: string, x: Wire, factor: number): Wire =>
  factor === 1
    ? x
    : graph.add(name, product, {}, x, graph.add(`${name}-factor`, constant, { values: [factor] }));

const reference =
  'Brock et al., Characterizing Signal Propagation, 2021, arXiv 2101.08692; timm models/nfnet.py NormFreeBlock';
const symbolicInputs = (
  { planes, stride }: { readonly planes: Wire['shape'][number]; readonly stride: number },
  free: (name: string) => Wire['shape'][number],
) => [[1n, stride === 1 ? mul(4n, planes) : free('C_in'), free('H'), free('W')]];

/**
 * Bottleneck without norms: activated and brought to variance 1 ahead, three convolutions of standardized filters, and a
 * weakened sum. The shortcut is projected where channels or size change, behind an average pool where the block steps.
 */
export const nfBottleneck = defineBlock({
  id: 'nf-bottleneck',
  title: 'NF bottleneck',
  names: ['NFNet', 'normalizer-free'],
  summary: 'A bottleneck without norms: known variances and standardized filters keep values in bounds.',
  reference,
  family: 'block',
  section: 'Residual',
  fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ planes, stride, variance, alpha, epsilon }, [x], graph) => {
    const outChannels = mul(4n, planes);
    const unit = { gamma: reluGamma, epsilon } as const;
    const ahead = times(graph, 'beta', graph.add('act1', relu, {}, x!), 1 / Math.sqrt(variance));
    let shortcut = x!;
    if (stride > 1 || !same(channelsOf(x!.shape), outChannels)) {
      const window = { kernel: 2, stride, padding: 'none', ceil: true, countPadding: false } as const;
      const pooled = stride > 1 ? graph.add('pool', avgPool, window, ahead) : ahead;
      shortcut = graph.add('project', scaledConv2d, { outChannels, kernel: 1, ...unit }, pooled);
    }
    let y = graph.add('conv1', scaledConv2d, { outChannels: planes, kernel: 1, ...unit }, ahead);
    y = graph.add('act2', relu, {}, y);
    y = graph.add('conv2', scaledConv2d, { outChannels: planes, stride, ...unit }, y);
    y = graph.add('act3', relu, {}, y);
    y = graph.add('conv3', scaledConv2d, { outChannels, kernel: 1, gainFromZero: true, ...unit }, y);
    return [graph.add('add', sum, {}, times(graph, 'alpha', y, alpha), shortcut)];
  },
  symbolicInputs,
  examples: [
    {
      title: 'keeps the shape, of variance 1.04',
      fields: { planes: 2, variance: '1.04' },
      inputs: [[1, 8, 5, 4]],
      outputs: [[1, 8, 5, 4]],
      params: 92n,
      macs: 1_360n,
    },
    {
      title: 'steps by 2 over an odd map',
      fields: { planes: 2, stride: 2, alpha: 1 },
      inputs: [[2, 4, 5, 4]],
      outputs: [[2, 8, 3, 2]],
      params: 132n,
      macs: 1_328n,
    },
  ],
});

/** Copies of the bottleneck; each adds alpha squared to the variance, and the first brings it back to 1. */
export const nfStage = defineBlock({
  id: 'nf-stage',
  title: 'NF stage',
  summary:
    'Repeats the NF bottleneck; the first copy strides, and each expects the variance that the others leave.',
  reference,
  family: 'block',
  section: 'Residual',
  fields: { depth: depthField, ...fields },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ depth, stride, variance, ...block }, [x], graph) => {
    let y = x!;
    for (let copy = 1; copy <= depth; copy++) {
      const own =
        copy === 1
          ? { stride, variance }
          : { stride: 1, variance: 1 + (copy - 1) * block.alpha * block.alpha };
      y = graph.add(`block${copy}`, nfBottleneck, { ...block, ...own }, y);
    }
    return [y];
  },
  symbolicInputs,
  examples: [
    {
      title: 'two copies behind three',
      fields: { depth: 2, planes: 2, stride: 2, variance: '1.12' },
      inputs: [[1, 4, 4, 4]],
      outputs: [[1, 8, 2, 2]],
      params: 224n,
      macs: 736n,
    },
  ],
});
