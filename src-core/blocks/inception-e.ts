import type { Expr } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { concat } from '../operators/tensor.ts';
import type { InceptionUnit } from './inception-unit.ts';
import { branch, branchAverage, branchWidth, inceptionUnit, joined } from './inception-unit.ts';

/** A 1 × 3 and a 3 × 1 convolution side by side, joined. */
function fork(graph: GraphBuilder, unit: InceptionUnit, name: string, outChannels: Expr, x: Wire): Wire {
  const wide = branch(graph, unit, x, [{ name: `${name}-wide`, outChannels, kernel: 1, kernelWidth: 3 }]);
  const tall = branch(graph, unit, x, [{ name: `${name}-tall`, outChannels, kernel: 3, kernelWidth: 1 }]);
  return graph.add(`${name}-concat`, concat, { inputs: 2 }, wide, tall);
}

/**
 * Inception-v3's block E: 1 × 1; 1 × 1, then 1 × 3 and 3 × 1 side by side; 1 × 1, 3 × 3, then the same fork; average
 * pool then 1 × 1, side by side.
 */
export const inceptionE = defineBlock({
  id: 'inception-e',
  title: 'Inception E',
  summary:
    'Branches that fork into 1 × 3 and 3 × 1 convolutions, and an average pool, joined; for maps of 8 rows.',
  reference: 'Szegedy et al., Rethinking Inception, 2015, arXiv 1512.00567; torchvision models/inception.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    one: branchWidth('1 × 1 branch', 'n_1', 320),
    fork: branchWidth('each side of a fork', 'n_f', 384, 'Side of a fork'),
    reduce: branchWidth('reduction ahead of 3 × 3', 'r', 448, 'Before 3 × 3'),
    projection: branchWidth('projection of the pool', 'n_p', 192, 'Projection'),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ one, fork: side, reduce, projection, ...unit }, [x], graph) => {
    const single = branch(graph, unit, x!, [{ name: 'single1', outChannels: side, kernel: 1 }]);
    const double = branch(graph, unit, x!, [
      { name: 'double1', outChannels: reduce, kernel: 1 },
      { name: 'double2', outChannels: side },
    ]);
    return [
      joined(
        graph,
        branch(graph, unit, x!, [{ name: 'one', outChannels: one, kernel: 1 }]),
        fork(graph, unit, 'single', side, single),
        fork(graph, unit, 'double', side, double),
        branch(graph, unit, branchAverage(graph, x!), [
          { name: 'projection', outChannels: projection, kernel: 1 },
        ]),
      ),
    ];
  },
  arrange: () => ({
    one: { column: 0, row: 0 },
    single1: { column: 0, row: 1 },
    'single-wide': { column: 1, row: 1 },
    'single-tall': { column: 1, row: 2 },
    'single-concat': { column: 2, row: 1 },
    double1: { column: 0, row: 3 },
    double2: { column: 1, row: 3 },
    'double-wide': { column: 2, row: 3 },
    'double-tall': { column: 2, row: 4 },
    'double-concat': { column: 3, row: 3 },
    pool: { column: 0, row: 5 },
    projection: { column: 1, row: 5 },
    concat: { column: 4, row: 0, rowSpan: 6 },
  }),
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, uneven map',
      fields: { one: 2, fork: 3, reduce: 2, projection: 1 },
      inputs: [[2, 4, 5, 3]],
      outputs: [[2, 15, 5, 3]],
      params: 240n,
      macs: 5_820n,
    },
  ],
});
