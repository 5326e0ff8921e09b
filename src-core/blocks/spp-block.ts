import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { maxPool } from '../operators/max-pool.ts';
import { concat } from '../operators/tensor.ts';
import { convUnit } from './conv-unit.ts';
import { yoloUnit } from './csp-block.ts';
import { mobileChannels } from './mobile-fields.ts';

/** Windows of the pools side by side; three of 5 × 5 one after another see as far. */
const windows = [5, 9, 13] as const;

/**
 * Spatial pyramid pooling: a narrowed map beside its maxima over windows of 5, 9 and 13 positions. Pools of 5 × 5 one after
 * another give the same values as those side by side.
 */
export const sppBlock = defineBlock({
  id: 'spp-block',
  title: 'Spatial pyramid pooling',
  names: ['SPP', 'SPPF'],
  summary: 'Narrows a map, joins it with its maxima over ever larger windows, and convolves the whole.',
  reference:
    'He et al., Spatial Pyramid Pooling, 2014, arXiv 1406.4729; YOLOv5 5081342, models/common.py SPPF; YOLOX 6ddff48, SPPBottleneck',
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    outChannels: { ...mobileChannels, default: 64 },
    pools: choice({
      label: 'Pools',
      help: 'One after another with 5 × 5 windows, which is faster, or side by side with windows of 5, 9 and 13.',
      options: ['chained', 'parallel'],
      default: 'chained',
    }),
    ...yoloUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, pools, ...unit }, [x], graph) => {
    const narrow = { outChannels: floorDiv(channelsOf(x!.shape), 2n), kernel: 1, ...unit };
    const maps: Wire[] = [graph.add('conv1', convUnit, narrow, x!)];
    windows.forEach((window, index) => {
      const [kernel, from] = pools === 'chained' ? [windows[0], maps.at(-1)!] : [window, maps[0]!];
      maps.push(graph.add(`pool${index + 1}`, maxPool, { kernel, stride: 1 }, from));
    });
    const joined = graph.add('concat', concat, { inputs: maps.length }, ...maps);
    return [graph.add('conv2', convUnit, { outChannels, kernel: 1, ...unit }, joined)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'one after another',
      fields: { outChannels: 4 },
      inputs: [[1, 4, 14, 15]],
      outputs: [[1, 4, 14, 15]],
      params: 52n,
      macs: 8_400n,
    },
    {
      title: 'side by side, batch of 2',
      fields: { outChannels: 4, pools: 'parallel' },
      inputs: [[2, 4, 3, 3]],
      outputs: [[2, 4, 3, 3]],
      params: 52n,
      macs: 720n,
    },
  ],
});
