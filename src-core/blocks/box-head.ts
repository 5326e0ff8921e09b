import { add, mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import { relu } from '../operators/activation.ts';
import { linear } from '../operators/linear.ts';
import { flatten } from '../operators/reshape.ts';
import { convTower } from './conv-tower.ts';
import { normField } from './conv-unit.ts';
import { backgroundField, classesField, convsField, widthField } from './detection-fields.ts';

/** The second stage of an R-CNN: reads each region into one vector. */
export const boxHead = defineBlock({
  id: 'box-head',
  title: 'Box head',
  summary: 'Reads each region into one vector by convolutions, if there are any, and linear layers.',
  reference:
    'Girshick, Fast R-CNN, 2015, arXiv 1504.08083; torchvision detection/faster_rcnn.py TwoMLPHead, FastRCNNConvFCHead',
  family: 'block',
  section: 'Detection',
  fields: {
    convs: convsField(0, 0),
    channels: widthField(256),
    norm: { ...normField, help: 'What follows each convolution; without a norm they have biases.' },
    layers: structural({
      label: 'Linear layers',
      help: 'Linear layers, each with a ReLU.',
      min: 1,
      max: 8,
      default: 2,
    }),
    features: dimension({
      label: 'Features',
      help: 'Length of each vector.',
      symbol: 'f',
      min: 1,
      max: 65_536,
      default: 1024,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ convs, channels, norm, layers, features }, [x], graph) => {
    const tower = { convs, channels, norm, bias: norm === 'none' };
    const map = convs === 0 ? x! : graph.add('convs', convTower, tower, x!);
    let y = graph.add('flatten', flatten, {}, map);
    for (let i = 1; i <= layers; i++) {
      y = graph.add(`act${i}`, relu, {}, graph.add(`fc${i}`, linear, { outFeatures: features }, y));
      graph.callAs(`act${i}`, 'function');
    }
    return [y];
  },
  symbolicInputs: (_, free) => [[free('R'), free('C'), free('p'), free('p')]],
  examples: [
    {
      title: 'two linear layers',
      fields: { features: 10 },
      inputs: [[3, 4, 2, 2]],
      outputs: [[3, 10]],
      params: 280n,
      macs: 780n,
    },
    {
      title: 'two convolutions, one linear layer',
      fields: { convs: 2, channels: 6, layers: 1, features: 10 },
      inputs: [[3, 4, 2, 2]],
      outputs: [[3, 10]],
      params: 814n,
      macs: 7_200n,
    },
  ],
});

/** Class scores and one box for each class. Parameters for f features: (f + 1) times 5 n, or 5 n + 1 with the background apart. */
export const boxPredictor = defineBlock({
  id: 'box-predictor',
  title: 'Box predictor',
  summary: 'Scores the classes of each region and corrects its box for each class.',
  reference: 'torchvision detection/faster_rcnn.py FastRCNNPredictor; detectron2 FastRCNNOutputLayers',
  family: 'linear',
  section: 'Detection',
  fields: {
    classes: classesField(91, 'Classes with a box each.'),
    background: backgroundField,
    agnostic: toggle({
      label: 'One box',
      help: 'Corrects one box for all classes, as the stages of a cascade do.',
      default: false,
    }),
  },
  inputs: onePort('in'),
  outputs: () => [
    { name: 'scores', label: 'R × classes' },
    { name: 'boxes', label: 'four corrections for each class, R × 4 classes, or one for all' },
  ],
  expand: ({ classes, background, agnostic }, [x], graph) => {
    const scored = background === 'apart' ? add(classes, 1n) : classes;
    return [
      graph.add('score', linear, { outFeatures: scored }, x!),
      graph.add('box', linear, { outFeatures: agnostic ? 4n : mul(4n, classes) }, x!),
    ];
  },
  symbolicInputs: (_, free) => [[free('R'), free('f')]],
  examples: [
    {
      title: 'three classes, one of them the background',
      fields: { classes: 3 },
      inputs: [[5, 8]],
      outputs: [
        [5, 3],
        [5, 12],
      ],
      params: 135n,
      macs: 600n,
    },
    {
      title: 'background apart',
      fields: { classes: 2, background: 'apart' },
      inputs: [[5, 8]],
      outputs: [
        [5, 3],
        [5, 8],
      ],
      params: 99n,
      macs: 440n,
    },
    {
      title: 'one box for all classes',
      fields: { classes: 2, background: 'apart', agnostic: true },
      inputs: [[5, 8]],
      outputs: [
        [5, 3],
        [5, 4],
      ],
      params: 63n,
      macs: 280n,
    },
  ],
});
