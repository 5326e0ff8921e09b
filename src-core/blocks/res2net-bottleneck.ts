import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { parallelGroups } from './parallel-groups.ts';
import { res2netBlock } from './res2net-block.ts';
import {
  bottleneckBody,
  bottleneckShape,
  firstField,
  opensOnce,
  planesField,
  residualInput,
  residualUnit,
  shortcutField,
  strideField,
  unitOf,
} from './residual.ts';
import { cardinality, groupCount, groupKernel, groupWidth } from './split-fields.ts';

/** Bottleneck with a Res2Net module; the copy that opens a stage has parallel groups with the last one pooled. */
export const res2netBottleneck = defineBlock({
  id: 'res2net-bottleneck',
  title: 'Res2Net bottleneck',
  summary:
    'Narrows with 1 × 1 to s groups of w, runs a Res2Net module, widens with 1 × 1 and adds the input.',
  reference: 'Gao et al., 2019, arXiv 1904.01169; Res2Net-PretrainedModels 219c8c6, res2net.py, Bottle2neck',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    planes: planesField,
    w: groupWidth(26),
    s: groupCount(4),
    k: groupKernel,
    cardinality,
    stride: strideField,
    first: firstField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    const { w, s, k, cardinality: independent, shortcut, dilation, attention } = v;
    const unit = unitOf(v);
    const shared = { s, w, k, cardinality: independent, dilation, ...unit };
    const middle = (narrowed: Wire): Wire =>
      v.first
        ? // With one group the convolution is kept: nothing is left to pool.
          graph.add('groups', parallelGroups, { ...shared, stride: v.stride, pooled: 'last' }, narrowed)
        : graph.add('res2net', res2netBlock, shared, narrowed);
    const inner = mul(BigInt(s), w);
    return [bottleneckBody(graph, x!, { residual, inner, shortcut, unit, attention }, middle)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'layer1.0 of Res2Net-50 26w × 4s',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 69_304n,
      macs: 4_346_624n,
    },
    {
      title: 'layer1.1 of Res2Net-50 26w × 4s',
      fields: { first: false },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 72_376n,
      macs: 4_576_000n,
    },
  ],
});
