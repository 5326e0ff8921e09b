import { defineBlock, onePort } from '../language/definition.ts';
import { branch, branchReduction, branchWidth, inceptionUnit, joined, reducing } from './inception-unit.ts';

/** Inception-v3's block D, which reduces: 1 × 1, 3 × 3 stride 2; 1 × 1, 1 × 7, 7 × 1, 3 × 3 stride 2; max pool. */
export const inceptionD = defineBlock({
  id: 'inception-d',
  title: 'Inception D',
  summary:
    'Halves rows and columns by 3 × 3 branches, one with 7 × 7 ahead, and a max pool; 17 rows become 8.',
  reference: 'Szegedy et al., Rethinking Inception, 2015, arXiv 1512.00567; torchvision models/inception.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    inner: branchWidth('inside of both branches', 'r', 192),
    conv3: branchWidth('3 × 3 branch', 'n_3', 320),
    conv7: branchWidth('7 × 7 branch', 'n_7', 192),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ inner, conv3, conv7, ...unit }, [x], graph) => [
    joined(
      graph,
      branch(graph, unit, x!, [
        { name: 'reduce3', outChannels: inner, kernel: 1 },
        { name: 'conv3', outChannels: conv3, ...reducing },
      ]),
      branch(graph, unit, x!, [
        { name: 'reduce7', outChannels: inner, kernel: 1 },
        { name: 'conv7a', outChannels: inner, kernel: 1, kernelWidth: 7 },
        { name: 'conv7b', outChannels: inner, kernel: 7, kernelWidth: 1 },
        { name: 'conv7c', outChannels: conv7, ...reducing },
      ]),
      branchReduction(graph, x!),
    ),
  ],
  arrange: () => ({
    reduce3: { column: 0, row: 0 },
    conv3: { column: 1, row: 0 },
    reduce7: { column: 0, row: 1 },
    conv7a: { column: 1, row: 1 },
    conv7b: { column: 2, row: 1 },
    conv7c: { column: 3, row: 1 },
    pool: { column: 0, row: 2 },
    concat: { column: 4, row: 0, rowSpan: 3 },
  }),
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, an odd and an even side',
      fields: { inner: 2, conv3: 4, conv7: 3 },
      inputs: [[2, 5, 7, 6]],
      outputs: [[2, 12, 3, 2]],
      params: 232n,
      macs: 7_896n,
    },
  ],
});
