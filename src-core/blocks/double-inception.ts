import type { Expr } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { filterFields } from '../operators/filter-fields.ts';
import { maxPool } from '../operators/max-pool.ts';
import { avgPool } from '../operators/pooling.ts';
import type { BranchConv } from './inception-unit.ts';
import { branch, branchWidth, inceptionUnit, joined } from './inception-unit.ts';

/** The pool of a branch: it keeps the size, or halves it and reaches past the far side where rows are even. */
function pooled(graph: GraphBuilder, pool: 'average' | 'max', stride: number, x: Wire): Wire {
  const window = { stride, padding: stride === 1 ? 'half' : 'none', ceil: true } as const;
  return pool === 'max' ? graph.add('pool', maxPool, window, x) : graph.add('pool', avgPool, window, x);
}

/**
 * Inception module of the network that batch norms were published with: 1 × 1; 1 × 1 then 3 × 3; 1 × 1 then two 3 × 3; pool
 * then 1 × 1, side by side. One that halves the map has no 1 × 1 branch, and its pool is not projected.
 */
export const doubleInception = defineBlock({
  id: 'double-inception',
  title: 'Inception module, double 3 × 3',
  names: ['BN-Inception', 'Inception-v2'],
  summary:
    'Reads the map through one and through two 3 × 3 filters and a pool side by side, and joins what they find.',
  reference:
    'Ioffe and Szegedy, Batch Normalization, 2015, arXiv 1502.03167; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/bninception.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    one: branchWidth('1 × 1 branch', 'n_1', 64),
    reduce3: branchWidth('reduction ahead of 3 × 3', 'r_3', 64, 'Before 3 × 3'),
    conv3: branchWidth('3 × 3 branch', 'n_3', 64),
    reduceDouble: branchWidth('reduction ahead of two 3 × 3', 'r_d', 64, 'Before double 3 × 3'),
    double: branchWidth('double 3 × 3 branch', 'n_d', 96),
    projection: branchWidth('projection of the pool', 'n_p', 32, 'Projection'),
    stride: structural({
      label: 'Stride',
      help: 'At 2 the map is halved, without the 1 × 1 branch and the projection.',
      min: 1,
      max: 2,
      default: 1,
    }),
    pool: choice({
      label: 'Pool',
      help: 'What the last branch pools by.',
      options: ['average', 'max'],
      default: 'average',
    }),
    bias: { ...filterFields.bias, default: true },
    ...inceptionUnit,
    epsilon: epsilonField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { one, reduce3, conv3, reduceDouble, double, projection, stride, pool, bias, ...unit } = v;
    const run = (from: Wire, ...convs: readonly BranchConv[]) =>
      branch(
        graph,
        unit,
        from,
        convs.map((conv) => ({ ...conv, bias })),
        'module',
      );
    const narrow = (name: string, outChannels: Expr): BranchConv => ({ name, outChannels, kernel: 1 });
    const whole = [
      run(x!, narrow('reduce3', reduce3), { name: 'conv3', outChannels: conv3, stride }),
      run(
        x!,
        narrow('reduce-double', reduceDouble),
        { name: 'double1', outChannels: double },
        { name: 'double2', outChannels: double, stride },
      ),
    ];
    const last = pooled(graph, pool, stride, x!);
    if (stride > 1) return [joined(graph, ...whole, last)];
    return [
      joined(graph, run(x!, narrow('one', one)), ...whole, run(last, narrow('projection', projection))),
    ];
  },
  arrange: ({ stride }) => ({
    ...(stride === 1 && { one: { column: 0, row: 0 }, projection: { column: 1, row: 3 } }),
    reduce3: { column: 0, row: 1 },
    conv3: { column: 1, row: 1 },
    'reduce-double': { column: 0, row: 2 },
    double1: { column: 1, row: 2 },
    double2: { column: 2, row: 2 },
    pool: { column: 0, row: 3 },
    concat: { column: 3, row: 0, rowSpan: 4 },
  }),
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'inception 3a of BN-Inception',
      inputs: [[1, 192, 4, 4]],
      outputs: [[1, 256, 4, 4]],
      params: 219_552n,
      macs: 3_489_792n,
    },
    {
      title: 'narrow, halves the map',
      fields: { reduce3: 2, conv3: 3, reduceDouble: 2, double: 4, stride: 2, pool: 'max' },
      inputs: [[2, 5, 6, 4]],
      outputs: [[2, 12, 3, 2]],
      params: 335n,
      macs: 6_792n,
    },
    {
      title: 'max pool, without biases, frozen norms',
      fields: {
        one: 2,
        reduce3: 2,
        conv3: 3,
        reduceDouble: 1,
        double: 2,
        projection: 1,
        pool: 'max',
        bias: false,
        norm: 'frozen',
      },
      inputs: [[1, 3, 5, 4]],
      outputs: [[1, 8, 5, 4]],
      params: 126n,
      macs: 2_520n,
    },
  ],
});
