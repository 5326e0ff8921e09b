import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { basicBody, basicPlanes, basicShape, openingConv, projectField } from './basic.ts';
import { hsBlock } from './hs-block.ts';
import { carryField } from './hs-cascade.ts';
import {
  firstField,
  opensOnce,
  residualInput,
  residualUnit,
  shortcutField,
  strideField,
  unitOf,
} from './residual.ts';
import { groupCount, groupKernel, groupWidth } from './split-fields.ts';

/** Basic block with an HS-Block between its two convolutions; the stride stands on the first of them. */
export const hsBasic = defineBlock({
  id: 'hs-basic',
  title: 'HS basic block',
  summary: 'Convolves to s groups of w, runs an HS-Block, convolves to the planes and adds the input.',
  reference:
    'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621; the place in a basic block as in 2anchao/HS_resnet18',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    planes: basicPlanes,
    w: groupWidth(16),
    s: groupCount(4),
    k: groupKernel,
    stride: strideField,
    first: firstField,
    project: projectField,
    shortcut: shortcutField,
    carry: carryField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { w, s, k, carry, dilation } = v;
    const hs = { s, w, k, carry, dilation, ...unitOf(v) };
    const inner = mul(BigInt(s), w);
    return [
      basicBody(graph, x!, v, (opening) =>
        graph.add('hs', hsBlock, hs, openingConv(graph, x!, inner, opening)),
      ),
    ];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(basicShape(v), free)],
  examples: [
    {
      title: '16w × 4s on 64 planes',
      fields: { project: false },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 88_664n,
      macs: 5_649_408n,
    },
  ],
});
