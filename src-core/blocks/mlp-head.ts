import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimension, dimensions, structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { adaptiveAvgPool } from '../operators/adaptive-pooling.ts';
import { linear } from '../operators/linear.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { dropout } from '../operators/regularization.ts';
import { flatten } from '../operators/reshape.ts';
import { activate, activations } from './activate.ts';

/** Which linear layers have a dropout ahead: all but the last, all but the first, or all. */
const dropPlaces = ['all-but-last', 'all-but-first', 'all'] as const;

export const classesField = dimension({
  label: 'Classes',
  help: 'Scores that leave the network.',
  symbol: 'n',
  min: 1,
  max: 1_048_576,
  default: 1000,
});

export const dropField = structural({
  label: 'Dropout',
  help: 'How often a value is dropped while training, in thousandths; an exported network is without it.',
  unit: '‰',
  min: 0,
  max: 1000,
  default: 500,
});

/** Averages a map to grid × grid values a channel, whatever its size. */
const pooledTo = (graph: GraphBuilder, grid: number, x: Wire): Wire =>
  grid === 1
    ? graph.add('pool', globalAvgPool, {}, x)
    : graph.add('pool', adaptiveAvgPool, { rows: grid, columns: grid }, x);

/** The classifier of networks from before global pooling: a map of a fixed size, then linear layers. */
export const mlpHead = defineBlock({
  id: 'mlp-head',
  title: 'MLP head',
  summary: 'Averages the map down to a fixed grid and scores the classes with several linear layers.',
  reference:
    'Krizhevsky et al., ImageNet Classification, 2012; torchvision models/alexnet.py and models/vgg.py',
  family: 'linear',
  section: 'Stems and heads',
  fields: {
    grid: structural({
      label: 'Grid',
      help: 'Rows and columns that each channel is averaged to; 1 is a global pool.',
      unit: 'px',
      min: 1,
      max: 64,
      default: 7,
    }),
    hidden: dimensions({
      label: 'Hidden layers',
      help: 'Features of each linear layer ahead of the last.',
      min: 1,
      max: 1_048_576,
      minLength: 0,
      maxLength: 16,
      default: [4096, 4096],
    }),
    classes: classesField,
    drop: dropField,
    dropAhead: choice({
      label: 'Dropout ahead of',
      help: 'Which linear layers have a dropout ahead.',
      options: dropPlaces,
      default: 'all-but-first',
    }),
    activation: choice({
      label: 'Activation',
      help: 'What follows each hidden layer.',
      options: activations,
      default: 'relu',
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ grid, hidden, classes, drop, dropAhead, activation }, [x], graph) => {
    let y = graph.add('flatten', flatten, {}, pooledTo(graph, grid, x!));
    [...hidden, classes].forEach((outFeatures, index) => {
      const isLast = index === hidden.length;
      const drops = dropAhead === 'all' || (dropAhead === 'all-but-last' ? !isLast : index > 0);
      if (drops && drop > 0) y = graph.add(`drop${index + 1}`, dropout, { p: drop }, y);
      y = graph.add(`fc${index + 1}`, linear, { outFeatures }, y);
      if (!isLast) y = activate(graph, `act${index + 1}`, activation, y);
    });
    return [y];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'two hidden layers on an uneven map',
      fields: { grid: 2, hidden: [6, 5], classes: 4 },
      inputs: [[2, 3, 5, 4]],
      outputs: [[2, 4]],
      params: 137n,
      macs: 244n,
    },
    {
      title: 'none hidden, dropout after a global pool',
      fields: { grid: 1, hidden: [], classes: 10, drop: 200, dropAhead: 'all' },
      inputs: [[1, 8, 3, 3]],
      outputs: [[1, 10]],
      params: 90n,
      macs: 80n,
    },
  ],
});
