import { defineBlock, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import { relu } from '../operators/activation.ts';
import { adaptiveAvgPool } from '../operators/adaptive-pooling.ts';
import { linear } from '../operators/linear.ts';
import { avgPool, globalAvgPool } from '../operators/pooling.ts';
import { dropout } from '../operators/regularization.ts';
import { flatten } from '../operators/reshape.ts';
import { branch, branchWidth, inceptionUnit } from './inception-unit.ts';
import { classesField, dropField } from './mlp-head.ts';

/** GoogLeNet's auxiliary classifier: scores the classes from the middle of the network, so that training reaches there. */
export const googlenetAuxiliary = defineBlock({
  id: 'googlenet-auxiliary',
  title: 'GoogLeNet auxiliary head',
  summary:
    'Scores the classes from a map inside the network; training adds its loss, inference leaves it out.',
  reference:
    'Szegedy et al., Going Deeper with Convolutions, 2014, arXiv 1409.4842; torchvision models/googlenet.py',
  family: 'linear',
  section: 'Stems and heads',
  fields: {
    reduce: branchWidth('1 × 1 convolution', 'r', 128),
    hidden: dimension({
      label: 'Hidden layer',
      help: 'Features of the first linear layer.',
      symbol: 'h',
      min: 1,
      max: 1_048_576,
      default: 1024,
    }),
    classes: classesField,
    drop: { ...dropField, default: 700 },
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ reduce, hidden, classes, drop, ...unit }, [x], graph) => {
    const pooled = graph.add('pool', adaptiveAvgPool, { rows: 4, columns: 4 }, x!);
    graph.callAs('pool', 'function');
    const narrow = branch(graph, unit, pooled, [{ name: 'conv', outChannels: reduce, kernel: 1 }]);
    const vector = graph.add('flatten', flatten, {}, narrow);
    let y = graph.add('act1', relu, {}, graph.add('fc1', linear, { outFeatures: hidden }, vector));
    graph.callAs('act1', 'function');
    if (drop > 0) y = graph.add('drop', dropout, { p: drop }, y);
    return [graph.add('fc2', linear, { outFeatures: classes }, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, uneven map',
      fields: { reduce: 2, hidden: 5, classes: 3 },
      inputs: [[2, 6, 7, 5]],
      outputs: [[2, 3]],
      params: 199n,
      macs: 734n,
    },
  ],
});

/** Inception-v3's auxiliary classifier; its map is read with 17 rows, and needs at least 17 to fill a 5 × 5 filter. */
export const inceptionAuxiliary = defineBlock({
  id: 'inception-auxiliary',
  title: 'Inception-v3 auxiliary head',
  summary: 'Scores the classes from a map of 17 rows; training adds its loss, inference leaves it out.',
  reference: 'Szegedy et al., Rethinking Inception, 2015, arXiv 1512.00567; torchvision models/inception.py',
  family: 'linear',
  section: 'Stems and heads',
  fields: {
    reduce: branchWidth('1 × 1 convolution', 'r', 128),
    conv5: branchWidth('5 × 5 convolution', 'n_5', 768),
    classes: classesField,
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ reduce, conv5, classes, ...unit }, [x], graph) => {
    const pooled = graph.add('pool', avgPool, { kernel: 5, stride: 3, padding: 'none' }, x!);
    graph.callAs('pool', 'function');
    const map = branch(graph, unit, pooled, [
      { name: 'reduce', outChannels: reduce, kernel: 1 },
      { name: 'conv5', outChannels: conv5, kernel: 5, padding: 'none' },
    ]);
    const vector = graph.add('flatten', flatten, {}, graph.add('average', globalAvgPool, {}, map));
    graph.callAs('average', 'function');
    return [graph.add('fc', linear, { outFeatures: classes }, vector)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, one row above the smallest map',
      fields: { reduce: 2, conv5: 4, classes: 3 },
      inputs: [[1, 6, 18, 20]],
      outputs: [[1, 3]],
      params: 239n,
      macs: 772n,
    },
  ],
});
