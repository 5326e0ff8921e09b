import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { convUnit } from './conv-unit.ts';
import { hsBlock } from './hs-block.ts';
import { carryField } from './hs-cascade.ts';
import { parallelGroups } from './parallel-groups.ts';
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
import { groupCount, groupKernel, groupWidth } from './split-fields.ts';

const downs = ['stage', 'strided', 'conv'] as const;

/**
 * Bottleneck with an HS-Block in the place of its k × k convolution.
 * `down` says what the copy that opens a stage has there instead: `stage` always parallel groups, `strided` parallel
 * groups where it strides, `conv` one ordinary convolution where it strides.
 */
export const hsBottleneck = defineBlock({
  id: 'hs-bottleneck',
  title: 'HS bottleneck',
  summary: 'Narrows with 1 × 1 to s groups of w, runs an HS-Block, widens with 1 × 1 and adds the input.',
  reference:
    'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621; reducing copies as an author answers in PaddleClas issue 472',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    planes: planesField,
    w: groupWidth(20),
    s: groupCount(5),
    k: groupKernel,
    stride: strideField,
    first: firstField,
    down: choice({
      label: 'Down',
      help: 'What opens a stage: parallel groups always (stage), only where it strides (strided), or one convolution where it strides (conv).',
      options: downs,
      default: 'stage',
    }),
    shortcut: { ...shortcutField, default: 'pool' as const },
    carry: carryField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    const { w, s, k, carry, down, shortcut, dilation, attention } = v;
    const unit = unitOf(v);
    const { stride } = residual;
    const inner = mul(BigInt(s), w);
    const middle = (narrowed: Wire): Wire => {
      if (stride > 1 && down === 'conv')
        return graph.add(
          'conv2',
          convUnit,
          { outChannels: inner, kernel: k, stride, dilation, ...unit },
          narrowed,
        );
      if (v.first && (down === 'stage' || stride > 1))
        return graph.add('groups', parallelGroups, { s, w, k, stride, dilation, ...unit }, narrowed);
      return graph.add('hs', hsBlock, { s, w, k, carry, dilation, ...unit }, narrowed);
    };
    return [bottleneckBody(graph, x!, { residual, inner, shortcut, unit, attention }, middle)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'opens the first stage of HS-ResNet-50',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 64_168n,
      macs: 4_018_176n,
    },
    {
      title: 'second copy',
      fields: { first: false },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 87_202n,
      macs: 5_519_744n,
    },
  ],
});
