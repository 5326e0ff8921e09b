import { defineBlock, onePort } from '../language/definition.ts';
import { maxPool } from '../operators/max-pool.ts';
import { branch, branchWidth, inceptionUnit } from './inception-unit.ts';

/** The first layers of GoogLeNet: 7 × 7 stride 2, a max pool, 1 × 1 and 3 × 3; a second pool follows in the network. */
export const googlenetStem = defineBlock({
  id: 'googlenet-stem',
  title: 'GoogLeNet stem',
  summary: 'The convolutions ahead of the inception modules; quarters rows and columns.',
  reference:
    'Szegedy et al., Going Deeper with Convolutions, 2014, arXiv 1409.4842; torchvision models/googlenet.py, with norms in place of the local response norms',
  family: 'block',
  section: 'Stems and heads',
  fields: {
    first: branchWidth('first two convolutions', 'n_1', 64),
    outChannels: branchWidth('last convolution', 'C_out', 192),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ first, outChannels, ...unit }, [x], graph) => {
    const conv1 = branch(graph, unit, x!, [{ name: 'conv1', outChannels: first, kernel: 7, stride: 2 }]);
    const pooled = graph.add('pool', maxPool, { padding: 'none', ceil: true }, conv1);
    return [
      branch(graph, unit, pooled, [
        { name: 'conv2', outChannels: first, kernel: 1 },
        { name: 'conv3', outChannels },
      ]),
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, a map that the pool overhangs',
      fields: { first: 4, outChannels: 6 },
      inputs: [[1, 3, 15, 16]],
      outputs: [[1, 6, 4, 4]],
      params: 848n,
      macs: 41_344n,
    },
  ],
});
