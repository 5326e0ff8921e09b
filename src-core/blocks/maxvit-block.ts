import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { stepsOnce } from './mobile-fields.ts';
import { partitionAttention } from './partition-attention.ts';
import { preNormMbconv } from './pre-norm-mbconv.ts';
import { stageOf } from './stage.ts';

const { heads, window, source } = partitionAttention.fields;

/** MaxViT's block: an MBConv, attention in windows, attention in grids; only the MBConv steps. */
export const maxvitBlock = defineBlock({
  id: 'maxvit-block',
  title: 'MaxViT block',
  names: ['multi-axis attention'],
  summary: 'Convolves, then lets the positions of each window and of each grid attend to each other.',
  reference: 'Tu et al., MaxViT, 2022, arXiv 2204.01697; torchvision models/maxvit.py MaxVitLayer',
  family: 'block',
  section: 'Transformer',
  fields: { ...preNormMbconv.fields, heads, window, source },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ heads: count, window: side, source: written, ...mbconv }, [x], graph) => {
    const attention = { heads: count, window: side, source: written };
    const y = graph.add('mbconv', preNormMbconv, mbconv, x!);
    const near = graph.add('window', partitionAttention, attention, y);
    return [graph.add('grid', partitionAttention, { ...attention, grid: true }, near)];
  },
  repeated: stepsOnce,
  symbolicInputs: ({ outChannels, stride, window: side }, free) => {
    const size = (name: string) => mul(BigInt(side * stride), free(name));
    return [[1n, stride === 1 ? outChannels : free('C_in'), size('h'), size('w')]];
  },
  examples: [
    {
      title: 'steps by 2',
      fields: { outChannels: 4, stride: 2, ratio: 1, heads: 2, window: 2 },
      inputs: [[1, 3, 8, 4]],
      outputs: [[1, 4, 4, 2]],
      params: 643n,
      macs: 4_488n,
    },
  ],
});

export const maxvitStage = stageOf(maxvitBlock, {
  id: 'maxvit-stage',
  title: 'MaxViT stage',
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2, outChannels: 4, stride: 2, ratio: 1, heads: 2, window: 2 },
      inputs: [[1, 3, 8, 4]],
      outputs: [[1, 4, 4, 2]],
      params: 1_276n,
      macs: 8_624n,
    },
  ],
});
