import { defineBlock, onePort } from '../language/definition.ts';
import { maxPool } from '../operators/max-pool.ts';
import { branch, branchWidth, inceptionUnit, reducing } from './inception-unit.ts';

/** The first layers of Inception-v3; most are not padded, so that 299 rows become 35. */
export const inceptionStem = defineBlock({
  id: 'inception-stem',
  title: 'Inception-v3 stem',
  summary: 'Five convolutions and two max pools, mostly without padding: 299 rows and columns become 35.',
  reference: 'Szegedy et al., Rethinking Inception, 2015, arXiv 1512.00567; torchvision models/inception.py',
  family: 'block',
  section: 'Stems and heads',
  fields: {
    first: branchWidth('first two convolutions', 'n_1', 32),
    third: branchWidth('third convolution', 'n_3', 64),
    fourth: branchWidth('fourth convolution', 'n_4', 80),
    outChannels: branchWidth('last convolution', 'C_out', 192),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ first, third, fourth, outChannels, ...unit }, [x], graph) => {
    const low = branch(graph, unit, x!, [
      { name: 'conv1', outChannels: first, ...reducing },
      { name: 'conv2', outChannels: first, padding: 'none' },
      { name: 'conv3', outChannels: third },
    ]);
    const high = branch(graph, unit, graph.add('pool1', maxPool, reducing, low), [
      { name: 'conv4', outChannels: fourth, kernel: 1 },
      { name: 'conv5', outChannels, padding: 'none' },
    ]);
    return [graph.add('pool2', maxPool, reducing, high)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, the smallest map of 2 × 2',
      fields: { first: 2, third: 3, fourth: 4, outChannels: 5 },
      inputs: [[1, 3, 35, 37]],
      outputs: [[1, 5, 2, 2]],
      params: 368n,
      macs: 43_212n,
    },
  ],
});
