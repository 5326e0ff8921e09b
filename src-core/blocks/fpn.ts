import type { Expr } from '../algebra/expression.ts';
import { defineBlock } from '../language/definition.ts';
import { choice, structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { relu } from '../operators/activation.ts';
import { sum } from '../operators/arithmetic.ts';
import { maxPool } from '../operators/max-pool.ts';
import { resize } from '../operators/resize.ts';
import { convUnit, normField } from './conv-unit.ts';
import { numberedPorts, widthField } from './detection-fields.ts';

const extraLevels = ['none', 'pool', 'conv-p5', 'conv-c5'] as const;
const added = { none: 0, pool: 1, 'conv-p5': 2, 'conv-c5': 2 } as const;

/**
 * Feature pyramid: 1 × 1 laterals, a top-down path that enlarges each coarser level to the size of the next lateral and
 * adds it, and a 3 × 3 convolution on every level unless it is left out. Any input size fits, since nothing is enlarged by a fixed factor.
 */
export const fpn = defineBlock({
  id: 'fpn',
  title: 'FPN',
  summary: 'Brings maps of several strides to one width and adds what the coarser ones know.',
  reference:
    'Lin et al., Feature Pyramid Networks, 2016, arXiv 1612.03144; torchvision ops/feature_pyramid_network.py',
  family: 'block',
  section: 'Detection',
  fields: {
    levels: structural({
      label: 'Levels',
      help: 'Maps that come in, the finest first.',
      min: 1,
      max: 8,
      default: 4,
    }),
    channels: widthField(256),
    extra: choice({
      label: 'Extra levels',
      help: 'pool keeps every other position of the coarsest level; conv-p5 adds two by strided convolutions of it, conv-c5 of the map it was made from.',
      options: extraLevels,
      default: 'pool',
    }),
    smoothed: toggle({
      label: 'Smoothed',
      help: 'A 3 × 3 convolution on every level behind the additions.',
      default: true,
    }),
    norm: { ...normField, default: 'none' },
  },
  inputs: ({ levels }) => numberedPorts('in', levels),
  outputs: ({ levels, extra }) => numberedPorts('out', levels + added[extra]),
  expand: ({ levels, channels, extra, smoothed, norm }, maps, graph) => {
    const conv = { outChannels: channels, bias: norm === 'none', norm, activation: 'none' } as const;
    const merged: Wire[] = [];
    for (let level = levels; level >= 1; level--) {
      const lateral = graph.add(`lateral${level}`, convUnit, { ...conv, kernel: 1 }, maps[level - 1]!);
      const coarser = merged[0];
      if (coarser === undefined) merged.unshift(lateral);
      else {
        const larger = graph.add(`up${level}`, resize, { to: 'input' }, coarser, lateral);
        merged.unshift(graph.add(`add${level}`, sum, {}, lateral, larger));
      }
    }
    const results = smoothed
      ? merged.map((map, index) => graph.add(`out${index + 1}`, convUnit, conv, map))
      : merged;
    const last = results.at(-1)!;
    if (extra === 'none') return results;
    if (extra === 'pool') {
      const pool = { kernel: 1, stride: 2, padding: 'none' } as const;
      const pooled = graph.add(`out${levels + 1}`, maxPool, pool, last);
      graph.callAs(`out${levels + 1}`, 'function');
      return [...results, pooled];
    }
    const strided = {
      outChannels: channels,
      stride: 2,
      bias: true,
      norm: 'none',
      activation: 'none',
    } as const;
    const source = extra === 'conv-p5' ? last : maps.at(-1)!;
    const sixth = graph.add(`out${levels + 1}`, convUnit, strided, source);
    const bent = graph.add('act', relu, {}, sixth);
    graph.callAs('act', 'function');
    return [...results, sixth, graph.add(`out${levels + 2}`, convUnit, strided, bent)];
  },
  symbolicInputs: ({ levels }, free) =>
    Array.from({ length: levels }, (_, i): Expr[] => {
      const own = (name: string) => free(`${name}_${i + 1}`);
      return [1n, own('C'), own('H'), own('W')];
    }),
  examples: [
    {
      title: 'three odd maps and a pooled level',
      fields: { levels: 3, channels: 8 },
      inputs: [
        [1, 4, 9, 11],
        [1, 6, 5, 6],
        [1, 10, 3, 3],
      ],
      outputs: [
        [1, 8, 9, 11],
        [1, 8, 5, 6],
        [1, 8, 3, 3],
        [1, 8, 2, 2],
      ],
      params: 1_936n,
      macs: 84_816n,
    },
    {
      title: 'laterals and additions alone',
      fields: { levels: 2, channels: 4, extra: 'none', smoothed: false },
      inputs: [
        [1, 3, 5, 5],
        [1, 6, 3, 3],
      ],
      outputs: [
        [1, 4, 5, 5],
        [1, 4, 3, 3],
      ],
      params: 44n,
      macs: 516n,
    },
    {
      title: 'levels by convolution from the coarsest level',
      fields: { levels: 2, channels: 4, extra: 'conv-p5' },
      inputs: [
        [1, 3, 8, 8],
        [1, 5, 4, 4],
      ],
      outputs: [
        [1, 4, 8, 8],
        [1, 4, 4, 4],
        [1, 4, 2, 2],
        [1, 4, 1, 1],
      ],
      params: 632n,
      macs: 13_328n,
    },
    {
      title: 'from the map it was made from, with norms',
      fields: { levels: 1, channels: 4, extra: 'conv-c5', norm: 'batch' },
      inputs: [[2, 5, 7, 7]],
      outputs: [
        [2, 4, 7, 7],
        [2, 4, 4, 4],
        [2, 4, 2, 2],
      ],
      params: 512n,
      macs: 22_984n,
    },
  ],
});
