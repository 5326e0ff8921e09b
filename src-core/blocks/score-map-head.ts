import { defineBlock, onePort } from '../language/definition.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { dropout } from '../operators/regularization.ts';
import { flatten } from '../operators/reshape.ts';
import { activationField, convUnit } from './conv-unit.ts';
import { classesField, dropField } from './mlp-head.ts';

/** Scores every position with a 1 × 1 convolution and averages the maps of scores; there is no linear layer. */
export const scoreMapHead = defineBlock({
  id: 'score-map-head',
  title: 'Score map head',
  summary: 'Makes a map of scores for each class with a 1 × 1 convolution, and averages each.',
  reference:
    'Lin et al., Network in Network, 2013, arXiv 1312.4400; torchvision models/squeezenet.py, its classifier',
  family: 'linear',
  section: 'Stems and heads',
  fields: {
    classes: classesField,
    drop: dropField,
    activation: { ...activationField, help: 'What follows the scores of each position.' },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ classes, drop, activation }, [x], graph) => {
    const kept = drop === 0 ? x! : graph.add('drop', dropout, { p: drop }, x!);
    const conv = { outChannels: classes, kernel: 1, bias: true, norm: 'none', activation } as const;
    const scores = graph.add('scores', convUnit, conv, kept);
    return [graph.add('flatten', flatten, {}, graph.add('pool', globalAvgPool, {}, scores))];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'ten classes',
      fields: { classes: 10 },
      inputs: [[2, 8, 3, 4]],
      outputs: [[2, 10]],
      params: 90n,
      macs: 1_920n,
    },
  ],
});
