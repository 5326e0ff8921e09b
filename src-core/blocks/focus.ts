import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { spaceToDepth } from '../operators/space-depth.ts';
import { concat, split } from '../operators/tensor.ts';
import { convUnit } from './conv-unit.ts';
import { yoloUnit } from './csp-block.ts';
import { mobileChannels } from './mobile-fields.ts';
import { groupKernel } from './split-fields.ts';

/** Squares of 2 × 2 positions become channels, column by column, and a convolution reads them. */
export const focus = defineBlock({
  id: 'focus',
  title: 'Focus',
  summary: 'Lays squares of 2 × 2 positions out as channels and convolves them.',
  reference: 'YOLOX 6ddff48, yolox/models/network_blocks.py Focus',
  family: 'block',
  section: 'Stems and heads',
  fields: { outChannels: { ...mobileChannels, default: 64 }, k: groupKernel, ...yoloUnit },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, k: kernel, ...unit }, [x], graph) => {
    const own = channelsOf(x!.shape);
    const stacked = graph.add('stack', spaceToDepth, { order: 'DCR' }, x!);
    // Rows first: above left, above right, below left, below right. The code reads the left column first.
    const parts = graph.addAll('parts', split, { sizes: [own, own, own, own] }, stacked);
    const columns = [0, 2, 1, 3].map((index) => parts[index]!);
    const joined = graph.add('columns', concat, { inputs: columns.length }, ...columns);
    return [graph.add('conv', convUnit, { outChannels, kernel, ...unit }, joined)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'an image',
      fields: { outChannels: 4 },
      inputs: [[1, 3, 6, 4]],
      outputs: [[1, 4, 3, 2]],
      params: 440n,
      macs: 2_592n,
    },
    {
      title: '1 × 1, ReLU, batch of 2',
      fields: { outChannels: 4, k: 1, activation: 'relu' },
      inputs: [[2, 1, 4, 4]],
      outputs: [[2, 4, 2, 2]],
      params: 24n,
      macs: 128n,
    },
  ],
});
