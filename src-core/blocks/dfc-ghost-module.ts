import type { Expr } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sigmoid } from '../operators/activation.ts';
import { product } from '../operators/arithmetic.ts';
import { avgPool } from '../operators/pooling.ts';
import { resize } from '../operators/resize.ts';
import type { norms } from './conv-unit.ts';
import { convUnit } from './conv-unit.ts';
import { ghostModule } from './ghost-module.ts';

export const reachField = structural({
  label: 'Attention reach',
  help: 'Length of the filters along rows and columns of the halved map; odd.',
  unit: 'px',
  min: 1,
  max: 31,
  default: 5,
});

interface Dfc {
  readonly outChannels: Expr;
  readonly kernel: Expr;
  readonly stride: number;
  readonly dilation: number;
  readonly reach: number;
  readonly norm: (typeof norms)[number];
}

/**
 * Weighs the maps `y` by decoupled fully connected (DFC) attention on `x`: at half the size a convolution, then a filter
 * along the rows and one along the columns; their sigmoid is brought back to size by repetition.
 */
export function dfcWeighed(graph: GraphBuilder, x: Wire, y: Wire, { reach, ...v }: Dfc): Wire {
  const { outChannels, kernel, stride, dilation, norm } = v;
  const unit = { outChannels, norm, activation: 'none' } as const;
  const half = graph.add('halve', avgPool, { kernel: 2, stride: 2, padding: 'none' }, x);
  let gate = graph.add('mix', convUnit, { ...unit, kernel, stride, dilation }, half);
  const each = { ...unit, groups: channelsOf(gate.shape) };
  gate = graph.add('along-rows', convUnit, { ...each, kernel: 1, kernelWidth: reach }, gate);
  gate = graph.add('along-columns', convUnit, { ...each, kernel: BigInt(reach), kernelWidth: 1 }, gate);
  gate = graph.add('gate', sigmoid, {}, gate);
  gate = graph.add('resize', resize, { to: 'input' }, gate, y);
  return graph.add('mul', product, {}, y, gate);
}

/**
 * Ghost module whose maps are weighed by decoupled fully connected (DFC) attention on the input. The map has at least two rows and two columns.
 */
export const dfcGhostModule = defineBlock({
  id: 'dfc-ghost-module',
  title: 'Ghost module + DFC',
  summary: 'A Ghost module whose maps are weighed by attention along rows and columns.',
  reference:
    'Tang et al., GhostNetV2, 2022, arXiv 2211.12905; Efficient-AI-Backbones f90e129, ghostnetv2_torch.py',
  family: 'block',
  section: 'Ghost',
  fields: {
    ...ghostModule.fields,
    reach: reachField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ reach, ...values }, [x], graph) => {
    const y = graph.add('ghost', ghostModule, values, x!);
    return [dfcWeighed(graph, x!, y, { ...values, reach })];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: '8 to 12 channels, odd map',
      fields: { outChannels: 12 },
      inputs: [[1, 8, 7, 6]],
      outputs: [[1, 12, 7, 6]],
      params: 414n,
      macs: 6_228n,
    },
  ],
});
