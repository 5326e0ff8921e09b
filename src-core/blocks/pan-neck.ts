import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { resize } from '../operators/resize.ts';
import { concat } from '../operators/tensor.ts';
import { convUnit } from './conv-unit.ts';
import { cspBlock, yoloUnit } from './csp-block.ts';
import { numberedPorts } from './detection-fields.ts';

/**
 * Path aggregation of the YOLO family: from the coarsest map down each is narrowed to the width of the next finer one,
 * enlarged and joined with it, then from the finest up each is halved and joined with what was narrowed at that size. Every
 * map leaves as wide as it came.
 */
export const panNeck = defineBlock({
  id: 'pan-neck',
  title: 'PAN neck',
  names: ['PAFPN', 'path aggregation'],
  summary: 'Joins maps of several sizes from the coarsest down and again from the finest up.',
  reference:
    'Liu et al., PANet, 2018, arXiv 1803.01534; YOLOv5 5081342, models/yolov5s.yaml head; YOLOX 6ddff48, yolox/models/yolo_pafpn.py',
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    levels: structural({
      label: 'Levels',
      help: 'Maps that come in, the finest first; each next one is half as fine.',
      min: 2,
      max: 8,
      default: 3,
    }),
    depth: structural({
      label: 'Depth',
      help: 'Bottlenecks of each CSP block; they have no shortcut.',
      unit: 'blocks',
      min: 1,
      max: 200,
      default: 3,
    }),
    ...yoloUnit,
  },
  inputs: ({ levels }) => numberedPorts('in', levels),
  outputs: ({ levels }) => numberedPorts('out', levels),
  expand: ({ levels, depth, ...unit }, maps, graph) => {
    const merged = (name: string, outChannels: Expr, ...parts: readonly Wire[]): Wire => {
      const joined = graph.add(`${name}-concat`, concat, {}, ...parts);
      return graph.add(name, cspBlock, { outChannels, depth, shortcut: false, ...unit }, joined);
    };
    const widths = maps.map(({ shape }) => channelsOf(shape));
    const narrow: Wire[] = [];
    let finest = maps[levels - 1]!;
    for (let level = levels - 2; level >= 0; level--) {
      const outChannels = widths[level]!;
      const lateral = graph.add(`narrow${level + 2}`, convUnit, { outChannels, kernel: 1, ...unit }, finest);
      narrow[level + 1] = lateral;
      const larger = graph.add(`up${level + 1}`, resize, { to: 'input' }, lateral, maps[level]!);
      graph.callAs(`up${level + 1}`, 'module');
      finest = merged(`down${level + 1}`, outChannels, larger, maps[level]!);
    }
    const out = [finest];
    for (let level = 1; level < levels; level++) {
      const finer = out[level - 1]!;
      const step = { outChannels: channelsOf(finer.shape), stride: 2, ...unit };
      const halved = graph.add(`halve${level}`, convUnit, step, finer);
      out.push(merged(`out${level + 1}`, widths[level]!, halved, narrow[level]!));
    }
    return out;
  },
  symbolicInputs: ({ levels }, free) =>
    Array.from({ length: levels }, (_, i): Expr[] => {
      const times = BigInt(2 ** (levels - 1 - i));
      return [1n, free(`C_${i + 1}`), mul(times, free('H')), mul(times, free('W'))];
    }),
  examples: [
    {
      title: 'three maps, one bottleneck a block',
      fields: { depth: 1 },
      inputs: [
        [1, 4, 8, 12],
        [1, 8, 4, 6],
        [1, 16, 2, 3],
      ],
      outputs: [
        [1, 4, 8, 12],
        [1, 8, 4, 6],
        [1, 16, 2, 3],
      ],
      params: 3_024n,
      macs: 39_168n,
    },
  ],
});
