import { mul } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf, same } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { avgPool } from '../operators/pooling.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { filterStep, mobileChannels, ratioField } from './mobile-fields.ts';
import { normAct } from './norm-act.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';

/**
 * MBConv of MaxViT: a norm ahead, widened to a multiple of the output, filtered channel by channel, weighed by a squeeze to a
 * quarter of the output, narrowed without a norm. The shortcut is averaged where the block steps, and projected where
 * shapes differ.
 */
export const preNormMbconv = defineBlock({
  id: 'pre-norm-mbconv',
  title: 'MBConv behind a norm',
  names: ['MaxViT MBConv'],
  summary: 'Norms, widens, filters each channel, weighs the channels, narrows and adds the input.',
  reference: 'Tu et al., MaxViT, 2022, arXiv 2204.01697; torchvision models/maxvit.py MBConv',
  family: 'block',
  section: 'Mobile',
  fields: {
    outChannels: { ...mobileChannels, default: 64 },
    stride: filterStep,
    ratio: { ...ratioField, help: 'How many times as wide as its output the block is inside.', default: 4 },
    norm: normField,
    activation: { ...activationField, help: 'What follows the first two convolutions.', default: 'gelu' },
    epsilon: { ...epsilonField, default: 1e-3 },
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, stride, ratio, norm, activation, epsilon, momentum }, [x], graph) => {
    const point = { outChannels, kernel: 1, bias: true } as const;
    let shortcut = x!;
    if (stride > 1) shortcut = graph.add('pool', avgPool, { kernel: 3, stride }, shortcut);
    if (stride > 1 || !same(channelsOf(x!.shape), outChannels))
      shortcut = graph.add('shortcut', conv2d, point, shortcut);
    const inside = mul(outChannels, BigInt(ratio));
    const unit = { outChannels: inside, norm, activation, epsilon, momentum };
    let y = normAct(graph, '', { norm, activation: 'none', epsilon, momentum }, x!);
    y = graph.add('expand', convUnit, { ...unit, kernel: 1 }, y);
    y = graph.add('depthwise', convUnit, { ...unit, stride, groups: inside }, y);
    const gate = { reduced: floorDiv(outChannels, 4n), activation: 'silu' } as const;
    y = graph.add('squeeze', squeezeExcitation, gate, y);
    return [graph.add('add', sum, {}, shortcut, graph.add('project', conv2d, point, y))];
  },
  symbolicInputs: ({ outChannels, stride }, free) => [
    [1n, stride === 1 ? outChannels : free('C_in'), free('H'), free('W')],
  ],
  examples: [
    {
      title: 'steps by 2',
      fields: { outChannels: 8, stride: 2, ratio: 2 },
      inputs: [[1, 4, 6, 5]],
      outputs: [[1, 8, 3, 3]],
      params: 538n,
      macs: 4_720n,
    },
    {
      title: 'keeps the shape, two images',
      fields: { outChannels: 4, ratio: 2, activation: 'relu' },
      inputs: [[2, 4, 3, 3]],
      outputs: [[2, 4, 3, 3]],
      params: 205n,
      macs: 2_480n,
    },
  ],
});
