import { defineBlock, onePort } from '../language/definition.ts';
import { maxPool } from '../operators/max-pool.ts';
import { branch, branchWidth, inceptionUnit, joined } from './inception-unit.ts';
import { groupKernel } from './split-fields.ts';

/**
 * Inception module of GoogLeNet: 1 × 1; 1 × 1 then 3 × 3; 1 × 1 then k × k; max pool then 1 × 1, side by side.
 * The paper's k is 5; torchvision has 3 in its place, a known difference that its weights were ported with.
 */
export const googlenetModule = defineBlock({
  id: 'googlenet-module',
  title: 'Inception module',
  summary:
    'Reads the map through filters of several sizes and a max pool side by side, and joins what they find.',
  reference:
    'Szegedy et al., Going Deeper with Convolutions, 2014, arXiv 1409.4842; torchvision models/googlenet.py, which has 3 × 3 in place of the 5 × 5 of the paper',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    one: branchWidth('1 × 1 branch', 'n_1', 64),
    reduce3: branchWidth('reduction ahead of 3 × 3', 'r_3', 96, 'Before 3 × 3'),
    conv3: branchWidth('3 × 3 branch', 'n_3', 128),
    reduce5: branchWidth('reduction ahead of k × k', 'r_5', 16, 'Before k × k'),
    conv5: branchWidth('k × k branch', 'n_5', 32),
    projection: branchWidth('projection of the pool', 'n_p', 32, 'Projection'),
    k: {
      ...groupKernel,
      label: 'Largest kernel k',
      help: 'Side length of the filters of the third branch: 3 in torchvision, 5 in the paper.',
    },
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ one, reduce3, conv3, reduce5, conv5, projection, k, ...unit }, [x], graph) => {
    const pooled = graph.add('pool', maxPool, { stride: 1, ceil: true }, x!);
    return [
      joined(
        graph,
        branch(graph, unit, x!, [{ name: 'one', outChannels: one, kernel: 1 }]),
        branch(graph, unit, x!, [
          { name: 'reduce3', outChannels: reduce3, kernel: 1 },
          { name: 'conv3', outChannels: conv3 },
        ]),
        branch(graph, unit, x!, [
          { name: 'reduce5', outChannels: reduce5, kernel: 1 },
          { name: 'conv5', outChannels: conv5, kernel: k },
        ]),
        branch(graph, unit, pooled, [{ name: 'projection', outChannels: projection, kernel: 1 }]),
      ),
    ];
  },
  arrange: () => ({
    one: { column: 0, row: 0 },
    reduce3: { column: 0, row: 1 },
    conv3: { column: 1, row: 1 },
    reduce5: { column: 0, row: 2 },
    conv5: { column: 1, row: 2 },
    pool: { column: 0, row: 3 },
    projection: { column: 1, row: 3 },
    concat: { column: 2, row: 0, rowSpan: 4 },
  }),
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'inception 3a',
      inputs: [[1, 192, 4, 4]],
      outputs: [[1, 256, 4, 4]],
      params: 155_872n,
      macs: 2_482_176n,
    },
    {
      title: 'narrow, 5 × 5 as in the paper, frozen norms',
      fields: { one: 2, reduce3: 3, conv3: 4, reduce5: 2, conv5: 3, projection: 1, k: 5, norm: 'frozen' },
      inputs: [[2, 6, 5, 4]],
      outputs: [[2, 10, 5, 4]],
      params: 306n,
      macs: 12_240n,
    },
  ],
});
