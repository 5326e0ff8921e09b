import type { Expr } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { choice, real, structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { relu } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { conv2d } from '../operators/convolution.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { batchNorm } from '../operators/normalization.ts';
import { concat } from '../operators/tensor.ts';
import { convUnit, isApart, normField } from './conv-unit.ts';
import { inceptionBranches, kindField } from './inception-resnet.ts';

const fields = {
  kind: kindField,
  form: choice({
    label: 'Form',
    help: 'way sets blocks with weights of their own side by side; poly runs one on its own result, with norms of its own each time.',
    options: ['way', 'poly'],
    default: 'way',
  }),
  blocks: structural({
    label: 'Blocks',
    help: 'How many terms are added to the input.',
    unit: 'blocks',
    min: 1,
    max: 16,
    default: 2,
  }),
  scale: real({
    label: 'Residual scale',
    help: 'What each term is multiplied by before the addition; at 1 nothing is.',
    min: -1e6,
    max: 1e6,
    default: 1,
  }),
  norm: normField,
  epsilon: epsilonField,
} as const;

type Block = Values<typeof fields>;

/** The term of that number: branches of an Inception-ResNet block, joined and brought back to the width of the input. */
function term(graph: GraphBuilder, v: Block, index: number, x: Wire): Wire {
  const { kind, form, norm, epsilon } = v;
  const width: Expr = channelsOf(x.shape);
  const isShared = form === 'poly' && index > 1;
  // PolyNet joins the deepest branch first.
  const ends = inceptionBranches[kind].toReversed().map((convs, branch) =>
    convs.reduce((y, [channels, kernel, kernelWidth], place) => {
      const name = `branch${branch + 1}-conv${place + 1}`;
      const own = `block${index}-${name}`;
      const filters = {
        outChannels: BigInt(channels),
        kernel: BigInt(kernel),
        kernelWidth: BigInt(kernelWidth),
      };
      const conv = isShared
        ? graph.again(own, `block1-${name}`, y)[0]!
        : graph.add(own, conv2d, { ...filters, bias: !isApart(norm) }, y);
      const normed = isApart(norm)
        ? graph.add(`${own}-norm`, batchNorm, { frozen: norm === 'frozen', epsilon }, conv)
        : conv;
      return graph.add(`${own}-act`, relu, {}, normed);
    }, x),
  );
  const all = graph.add(`block${index}-concat`, concat, { inputs: ends.length }, ...ends);
  const up = {
    outChannels: width,
    kernel: 1,
    norm,
    epsilon,
    bias: norm === 'none',
    activation: 'none',
  } as const;
  return graph.add(`block${index}-up`, convUnit, up, all);
}

/**
 * PolyNet's module: x + F(x) + G(x) of as many blocks as there are ways, or x + F(x) + F(F(x)) and so on, where the filters of
 * F are the same each time, and its norms and last convolution are not.
 */
export const polyInception = defineBlock({
  id: 'poly-inception',
  title: 'PolyInception module',
  names: ['PolyNet', '2-way', 'poly-3'],
  summary: 'Adds several Inception-ResNet blocks to the input: side by side, or one run on its own result.',
  reference:
    'Zhang et al., PolyNet, 2016, arXiv 1611.05725; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/polynet.py',
  family: 'block',
  section: 'Residual',
  fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    let [total, read] = [x!, x!];
    for (let index = 1; index <= v.blocks; index++) {
      if (v.form === 'poly' && index > 1) read = graph.add(`act${index - 1}`, relu, {}, read);
      const made = term(graph, v, index, v.form === 'poly' ? read : x!);
      if (v.form === 'poly') read = made;
      const scaled =
        v.scale === 1
          ? made
          : graph.add(
              `scale${index}`,
              product,
              {},
              made,
              graph.add(`factor${index}`, constant, { values: [v.scale] }),
            );
      total = graph.add(`add${index}`, sum, {}, total, scaled);
    }
    return [graph.add('act', relu, {}, total)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'two ways of kind a',
      inputs: [[1, 8, 3, 4]],
      outputs: [[1, 8, 3, 4]],
      params: 105_952n,
      macs: 1_259_520n,
    },
    {
      title: 'three powers of kind c, weakened',
      fields: { kind: 'c', form: 'poly', blocks: 3, scale: '0.7' },
      inputs: [[2, 4, 2, 2]],
      outputs: [[2, 4, 2, 2]],
      params: 313_176n,
      macs: 7_305_216n,
    },
    {
      title: 'without norms',
      fields: { kind: 'b', form: 'poly', norm: 'none' },
      inputs: [[1, 4, 3, 2]],
      outputs: [[1, 4, 3, 2]],
      params: 363_432n,
      macs: 4_334_592n,
    },
  ],
});
