import type { Expr } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimensions, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { maxPool } from '../operators/max-pool.ts';
import type { Activation } from './activate.ts';
import { activate } from './activate.ts';
import type { norms } from './conv-unit.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { filterStep } from './mobile-fields.ts';

interface Separable {
  readonly norm: (typeof norms)[number];
  readonly epsilon: number;
  readonly innerNorm: boolean;
  /** What follows each norm. */
  readonly follows: Activation;
}

/** A depthwise 3 × 3 and a 1 × 1 convolution; a norm, and what follows it, behind both or behind the second alone. */
function separable(
  graph: GraphBuilder,
  index: number,
  { outChannels, stride }: { readonly outChannels: Expr; readonly stride: number },
  { norm, epsilon, innerNorm, follows }: Separable,
  x: Wire,
): Wire {
  const own = channelsOf(x.shape);
  const between = innerNorm
    ? ({ norm, epsilon, activation: follows } as const)
    : ({ norm: 'none', activation: 'none' } as const);
  const each = { outChannels: own, groups: own, stride, ...between };
  const filtered = graph.add(`depthwise${index}`, convUnit, each, x);
  const mixing = { outChannels, kernel: 1, norm, epsilon, activation: follows } as const;
  return graph.add(`pointwise${index}`, convUnit, mixing, filtered);
}

/** Separable convolutions one after another beside a shortcut; the map is halved by a pool behind them, or by the last one. */
export const xceptionBlock = defineBlock({
  id: 'xception-block',
  title: 'Xception block',
  summary: 'Runs separable convolutions one after another and adds the input.',
  reference:
    'Chollet, Xception, 2016, arXiv 1610.02357; pretrained-models.pytorch 8aae3d8, xception.py Block; timm xception_aligned.py XceptionModule',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    widths: dimensions({
      label: 'Widths',
      help: 'Channels of each separable convolution; as many leave as the last has.',
      unit: 'ch',
      min: 1,
      max: 65_536,
      minLength: 1,
      maxLength: 16,
      default: [728, 728, 728],
    }),
    stride: { ...filterStep, help: 'Step of the block; 2 halves rows and columns.' },
    reduce: choice({
      label: 'Step by',
      help: 'What steps: a max pool behind the convolutions, or the last convolution.',
      options: ['pool', 'conv'],
      default: 'pool',
    }),
    shortcut: choice({
      label: 'Shortcut',
      help: 'What is added: the input, its projection to the size and width of the result, or nothing.',
      options: ['input', 'projection', 'none'],
      default: 'input',
    }),
    place: choice({
      label: 'Activation',
      help: 'Ahead of every separable convolution, of all but the first, or behind every norm.',
      options: ['ahead', 'ahead-but-first', 'behind'],
      default: 'ahead',
    }),
    innerNorm: toggle({
      label: 'Inner norm',
      help: 'A norm stands between the two parts of a separable convolution too.',
      default: false,
    }),
    norm: normField,
    activation: { ...activationField, label: 'Kind of activation', help: 'Which activation it is.' },
    epsilon: epsilonField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { widths, stride, reduce, shortcut, place, innerNorm, norm, activation, epsilon } = v;
    const unit = { norm, epsilon, innerNorm, follows: place === 'behind' ? activation : 'none' } as const;
    let y = x!;
    widths.forEach((outChannels, index) => {
      const isActive = place === 'ahead' || (place === 'ahead-but-first' && index > 0);
      if (isActive) y = activate(graph, `act${index + 1}`, activation, y);
      const isLast = index === widths.length - 1;
      y = separable(
        graph,
        index + 1,
        { outChannels, stride: reduce === 'conv' && isLast ? stride : 1 },
        unit,
        y,
      );
    });
    if (reduce === 'pool' && stride > 1) y = graph.add('pool', maxPool, { stride }, y);
    if (shortcut === 'none') return [y];
    const outChannels = widths.at(-1)!;
    const projection = { outChannels, kernel: 1, stride, norm, epsilon, activation: 'none' } as const;
    const beside = shortcut === 'input' ? x! : graph.add('shortcut', convUnit, projection, x!);
    return [graph.add('add', sum, {}, y, beside)];
  },
  symbolicInputs: (v, free) => [
    [1n, v.shortcut === 'input' ? v.widths.at(-1)! : free('C_in'), free('H'), free('W')],
  ],
  examples: [
    {
      title: 'adds its input',
      fields: { widths: [6, 6] },
      inputs: [[1, 6, 5, 4]],
      outputs: [[1, 6, 5, 4]],
      params: 204n,
      macs: 3_600n,
    },
    {
      title: 'halves by a pool, the first convolution reads the map as it is',
      fields: { widths: [4, 8], stride: 2, shortcut: 'projection', place: 'ahead-but-first' },
      inputs: [[1, 6, 7, 8]],
      outputs: [[1, 8, 4, 4]],
      params: 234n,
      macs: 8_944n,
    },
    {
      title: 'aligned: the last convolution steps, norms between its parts',
      fields: { widths: [4, 8], stride: 2, reduce: 'conv', shortcut: 'projection', innerNorm: true },
      inputs: [[2, 4, 5, 6]],
      outputs: [[2, 8, 3, 3]],
      params: 208n,
      macs: 4_920n,
    },
    {
      title: 'last of the aligned form: no shortcut',
      fields: { widths: [6, 8], shortcut: 'none', place: 'behind', innerNorm: true },
      inputs: [[1, 4, 3, 3]],
      outputs: [[1, 8, 3, 3]],
      params: 210n,
      macs: 1_458n,
    },
  ],
});
