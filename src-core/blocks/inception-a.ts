import { defineBlock, onePort } from '../language/definition.ts';
import { branch, branchAverage, branchWidth, inceptionUnit, joined } from './inception-unit.ts';

/** Inception-v3's block A: 1 × 1; 1 × 1 then 5 × 5; 1 × 1 then two 3 × 3; average pool then 1 × 1, side by side. */
export const inceptionA = defineBlock({
  id: 'inception-a',
  title: 'Inception A',
  summary:
    'Branches of 1 × 1, 5 × 5 and two 3 × 3 convolutions and an average pool, joined; for maps of 35 rows.',
  reference: 'Szegedy et al., Rethinking Inception, 2015, arXiv 1512.00567; torchvision models/inception.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    one: branchWidth('1 × 1 branch', 'n_1', 64),
    reduce5: branchWidth('reduction ahead of 5 × 5', 'r_5', 48, 'Before 5 × 5'),
    conv5: branchWidth('5 × 5 branch', 'n_5', 64),
    reduce3: branchWidth('reduction ahead of 3 × 3', 'r_3', 64, 'Before 3 × 3'),
    conv3: branchWidth('3 × 3 branch', 'n_3', 96),
    projection: branchWidth('projection of the pool', 'n_p', 32, 'Projection'),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ one, reduce5, conv5, reduce3, conv3, projection, ...unit }, [x], graph) => [
    joined(
      graph,
      branch(graph, unit, x!, [{ name: 'one', outChannels: one, kernel: 1 }]),
      branch(graph, unit, x!, [
        { name: 'reduce5', outChannels: reduce5, kernel: 1 },
        { name: 'conv5', outChannels: conv5, kernel: 5 },
      ]),
      branch(graph, unit, x!, [
        { name: 'reduce3', outChannels: reduce3, kernel: 1 },
        { name: 'conv3a', outChannels: conv3 },
        { name: 'conv3b', outChannels: conv3 },
      ]),
      branch(graph, unit, branchAverage(graph, x!), [
        { name: 'projection', outChannels: projection, kernel: 1 },
      ]),
    ),
  ],
  arrange: () => ({
    one: { column: 0, row: 0 },
    reduce5: { column: 0, row: 1 },
    conv5: { column: 1, row: 1 },
    reduce3: { column: 0, row: 2 },
    conv3a: { column: 1, row: 2 },
    conv3b: { column: 2, row: 2 },
    pool: { column: 0, row: 3 },
    projection: { column: 1, row: 3 },
    concat: { column: 3, row: 0, rowSpan: 4 },
  }),
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'mixed 5b of Inception-v3',
      inputs: [[1, 192, 4, 4]],
      outputs: [[1, 256, 4, 4]],
      params: 255_904n,
      macs: 4_079_616n,
    },
    {
      title: 'narrow, uneven map',
      fields: { one: 2, reduce5: 1, conv5: 3, reduce3: 2, conv3: 3, projection: 1 },
      inputs: [[2, 4, 5, 3]],
      outputs: [[2, 9, 5, 3]],
      params: 264n,
      macs: 7_020n,
    },
  ],
});
