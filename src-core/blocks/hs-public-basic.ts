import { defineBlock, onePort } from '../language/definition.ts';
import { basicBody, basicPlanes, basicShape, openingConv, projectField } from './basic.ts';
import { hsChunkBlock } from './hs-public-bottleneck.ts';
import {
  firstField,
  opensOnce,
  residualInput,
  residualUnit,
  shortcutField,
  strideField,
  unitOf,
} from './residual.ts';
import { groupCount, groupKernel } from './split-fields.ts';

/** Basic block of a public implementation: a chunked HS-Block stands between its two convolutions in every copy. */
export const hsPublicBasic = defineBlock({
  id: 'hs-public-basic',
  title: 'HS basic block, public',
  summary: 'Convolves to the planes, runs a chunked HS-Block, convolves again and adds the input.',
  reference: '2anchao/HS_resnet18 255b776, hsresnet.py; a public implementation, not the authors’',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    planes: basicPlanes,
    s: groupCount(5),
    k: groupKernel,
    stride: strideField,
    first: firstField,
    project: projectField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { planes, s, k, dilation } = v;
    const hs = { s, k, dilation, ...unitOf(v) };
    return [
      basicBody(graph, x!, v, (opening) =>
        graph.add('hs', hsChunkBlock, hs, openingConv(graph, x!, planes, opening)),
      ),
    ];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(basicShape(v), free)],
  examples: [
    {
      title: 'layer1.0 of HS-ResNet-18: 13, 13, 13, 13 and 12 channels',
      fields: { project: false },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 88_102n,
      macs: 5_607_360n,
    },
  ],
});
