import { defineBlock, onePort } from '../language/definition.ts';
import { branch, branchReduction, branchWidth, inceptionUnit, joined, reducing } from './inception-unit.ts';

/** Inception-v3's block B, which reduces: 3 × 3 stride 2; 1 × 1, 3 × 3, 3 × 3 stride 2; max pool, side by side. */
export const inceptionB = defineBlock({
  id: 'inception-b',
  title: 'Inception B',
  summary: 'Halves rows and columns by strided 3 × 3 branches and a max pool, joined; 35 rows become 17.',
  reference: 'Szegedy et al., Rethinking Inception, 2015, arXiv 1512.00567; torchvision models/inception.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    conv3: branchWidth('3 × 3 branch', 'n_3', 384),
    reduce: branchWidth('reduction ahead of two 3 × 3', 'r', 64, 'Before two 3 × 3'),
    double: branchWidth('branch of two 3 × 3', 'n_d', 96),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ conv3, reduce, double, ...unit }, [x], graph) => [
    joined(
      graph,
      branch(graph, unit, x!, [{ name: 'conv3', outChannels: conv3, ...reducing }]),
      branch(graph, unit, x!, [
        { name: 'reduce', outChannels: reduce, kernel: 1 },
        { name: 'double1', outChannels: double },
        { name: 'double2', outChannels: double, ...reducing },
      ]),
      branchReduction(graph, x!),
    ),
  ],
  arrange: () => ({
    conv3: { column: 0, row: 0 },
    reduce: { column: 0, row: 1 },
    double1: { column: 1, row: 1 },
    double2: { column: 2, row: 1 },
    pool: { column: 0, row: 2 },
    concat: { column: 3, row: 0, rowSpan: 3 },
  }),
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, an odd and an even side',
      fields: { conv3: 4, reduce: 2, double: 3 },
      inputs: [[2, 5, 7, 6]],
      outputs: [[2, 12, 3, 2]],
      params: 349n,
      macs: 8_508n,
    },
  ],
});
