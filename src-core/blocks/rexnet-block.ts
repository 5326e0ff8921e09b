import { mul, sub } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import { relu6, sigmoid } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { concat, split } from '../operators/tensor.ts';
import { convUnit, normField } from './conv-unit.ts';
import { filterStep, mobileChannels, ratioField } from './mobile-fields.ts';

/** The squeezed channels are this part of the filtered ones. */
const squeezed = 12n;

/**
 * ReXNet's inverted residual: the squeeze has a norm, ReLU6 follows it, and the input is added to the first channels of the
 * result, which has more.
 */
export const rexnetBlock = defineBlock({
  id: 'rexnet-block',
  title: 'ReXNet block',
  summary: 'Widens, filters, weighs and narrows, and adds the input to the first channels of the result.',
  reference: 'Han et al., ReXNet, 2020, arXiv 2007.00992; timm rexnet.py LinearBottleneck',
  family: 'block',
  section: 'Mobile',
  fields: {
    outChannels: mobileChannels,
    ratio: ratioField,
    stride: filterStep,
    squeeze: toggle({
      label: 'Squeeze',
      help: 'Weighs the channels by squeeze-and-excitation with a norm, to a twelfth of them.',
      default: true,
    }),
    shortcut: toggle({
      label: 'Shortcut',
      help: 'Adds the input to as many channels; off where the block steps.',
      default: true,
    }),
    norm: normField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, ratio, stride, squeeze, shortcut, norm }, [x], graph) => {
    const channels = channelsOf(x!.shape);
    const inside = mul(channels, BigInt(ratio));
    const widen = { outChannels: inside, kernel: 1, norm, activation: 'silu' } as const;
    let y = ratio > 1 ? graph.add('expand', convUnit, widen, x!) : x!;
    const each = { outChannels: inside, groups: inside, stride, norm, activation: 'none' } as const;
    y = graph.add('depthwise', convUnit, each, y);
    if (squeeze) {
      const pooled = graph.add('pool', globalAvgPool, {}, y);
      graph.callAs('pool', 'method');
      const fewer = { outChannels: floorDiv(inside, squeezed), kernel: 1, bias: true, norm };
      const narrow = graph.add('reduce', convUnit, fewer, pooled);
      const wide = graph.add('raise', conv2d, { outChannels: inside, kernel: 1, bias: true }, narrow);
      y = graph.add('weigh', product, {}, y, graph.add('gate', sigmoid, {}, wide));
    }
    y = graph.add('act', relu6, {}, y);
    y = graph.add('project', convUnit, { outChannels, kernel: 1, norm, activation: 'none' }, y);
    if (!shortcut) return [y];
    const sizes = [channels, sub(outChannels, channels)];
    const [first, rest] = graph.addAll('parts', split, { sizes }, y);
    return [graph.add('concat', concat, {}, graph.add('add', sum, {}, first!, x!), rest!)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'adds its input to the first channels',
      fields: { outChannels: 6 },
      inputs: [[1, 4, 5, 3]],
      outputs: [[1, 6, 5, 3]],
      params: 690n,
      macs: 6_936n,
    },
    {
      title: 'steps, without squeeze and shortcut, batch of 2',
      fields: { outChannels: 6, ratio: 1, stride: 2, squeeze: false, shortcut: false },
      inputs: [[2, 4, 5, 4]],
      outputs: [[2, 6, 3, 2]],
      params: 80n,
      macs: 720n,
    },
  ],
});
