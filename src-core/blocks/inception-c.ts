import { defineBlock, onePort } from '../language/definition.ts';
import type { BranchConv } from './inception-unit.ts';
import { branch, branchAverage, branchWidth, inceptionUnit, joined } from './inception-unit.ts';

/** A filter of one row, and one of one column. */
const wide = { kernel: 1, kernelWidth: 7 } as const;
const tall = { kernel: 7, kernelWidth: 1 } as const;

/**
 * Inception-v3's block C: 1 × 1; 1 × 1, 1 × 7, 7 × 1; 1 × 1, then twice 7 × 1, 1 × 7; average pool then 1 × 1,
 * side by side. A 1 × 7 and a 7 × 1 filter see as far as a 7 × 7 one for 14 weights instead of 49.
 */
export const inceptionC = defineBlock({
  id: 'inception-c',
  title: 'Inception C',
  summary: 'Branches of 1 × 7 and 7 × 1 convolutions and an average pool, joined; for maps of 17 rows.',
  reference: 'Szegedy et al., Rethinking Inception, 2015, arXiv 1512.00567; torchvision models/inception.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    inner: branchWidth('inside of both 7 × 7 branches', 'c_7', 128),
    outer: branchWidth('end of each branch', 'n', 192),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ inner, outer, ...unit }, [x], graph) => {
    const narrow = (name: string): BranchConv => ({ name, outChannels: inner, kernel: 1 });
    return [
      joined(
        graph,
        branch(graph, unit, x!, [{ name: 'one', outChannels: outer, kernel: 1 }]),
        branch(graph, unit, x!, [
          narrow('single1'),
          { name: 'single2', outChannels: inner, ...wide },
          { name: 'single3', outChannels: outer, ...tall },
        ]),
        branch(graph, unit, x!, [
          narrow('double1'),
          { name: 'double2', outChannels: inner, ...tall },
          { name: 'double3', outChannels: inner, ...wide },
          { name: 'double4', outChannels: inner, ...tall },
          { name: 'double5', outChannels: outer, ...wide },
        ]),
        branch(graph, unit, branchAverage(graph, x!), [
          { name: 'projection', outChannels: outer, kernel: 1 },
        ]),
      ),
    ];
  },
  arrange: () => ({
    one: { column: 0, row: 0 },
    single1: { column: 0, row: 1 },
    single2: { column: 1, row: 1 },
    single3: { column: 2, row: 1 },
    double1: { column: 0, row: 2 },
    double2: { column: 1, row: 2 },
    double3: { column: 2, row: 2 },
    double4: { column: 3, row: 2 },
    double5: { column: 4, row: 2 },
    pool: { column: 0, row: 3 },
    projection: { column: 1, row: 3 },
    concat: { column: 5, row: 0, rowSpan: 4 },
  }),
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'narrow, uneven map',
      fields: { inner: 2, outer: 3 },
      inputs: [[2, 4, 5, 6]],
      outputs: [[2, 12, 5, 6]],
      params: 284n,
      macs: 14_160n,
    },
  ],
});
