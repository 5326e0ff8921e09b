import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { maxPool } from '../operators/max-pool.ts';
import { projectField } from './basic.ts';
import { convUnit } from './conv-unit.ts';
import { dlaBasic } from './dla-basic.ts';
import { dlaBottleneck, dlaFields } from './dla-bottleneck.ts';
import { dlaRoot, residualRootField } from './dla-root.ts';
import { unitOf } from './residual.ts';
import { dilateField, dilateFirstField } from './stage.ts';

/** Two blocks and their root, which joins them with `kept`. */
type Pair = (x: Wire, kept: readonly Wire[]) => Wire;

/** A tree is one of half its size, then another that reads its result and hands it to its last root. */
function aggregated(levels: number, x: Wire, kept: readonly Wire[], pair: Pair): Wire {
  if (levels === 1) return pair(x, kept);
  const half = aggregated(levels - 1, x, [], pair);
  return aggregated(levels - 1, half, [...kept, half], pair);
}

/**
 * Hierarchical deep aggregation: 2^levels bottlenecks, joined in pairs by roots; the last root of each half joins the
 * results of the halves before it too. The pool and the projection of the first shortcut are made once for the tree.
 */
export const dlaTree = defineBlock({
  id: 'dla-tree',
  title: 'DLA tree',
  summary: 'Runs bottlenecks one after another and joins them by roots as the nodes of a binary tree.',
  reference:
    'Yu et al., Deep Layer Aggregation, 2017, arXiv 1707.06484; Res2Net-PretrainedModels 13af788, dla.py, Tree; timm models/dla.py',
  family: 'block',
  section: 'Residual',
  fields: {
    levels: structural({
      label: 'Levels',
      help: 'Levels of the tree: each one doubles its blocks, of which one level has two.',
      min: 1,
      max: 6,
      default: 2,
    }),
    block: choice({
      label: 'Block',
      help: 'bottleneck narrows to groups; basic is two k × k convolutions, for which w, s and cardinality do not matter.',
      options: ['bottleneck', 'basic'],
      default: 'bottleneck',
    }),
    ...dlaFields,
    project: {
      ...projectField,
      help: 'The shortcut of the first block is a 1 × 1 projection; off where the tree keeps the channels.',
    },
    keepsInput: toggle({
      label: 'Level root',
      help: 'The last root joins the input of the tree too, pooled where the tree steps.',
      default: false,
    }),
    residualRoot: residualRootField,
    dilate: dilateField,
    dilateFirst: dilateFirstField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { levels, planes, w, s, k, cardinality, project, keepsInput, residualRoot, dilate } = v;
    const unit = unitOf(v);
    const stride = dilate ? 1 : v.stride;
    const blockOf = (name: string, copy: typeof opening, ...maps: readonly [Wire, Wire]): Wire =>
      v.block === 'basic'
        ? graph.add(name, dlaBasic, { planes, k, ...copy, ...unit }, ...maps)
        : graph.add(name, dlaBottleneck, { planes, w, s, k, cardinality, ...copy, ...unit }, ...maps);
    // The public code takes even sizes only, and pools them so; ceil mode lets a tree take odd ones too.
    const pool = { kernel: stride, stride, padding: 'none', ceil: true } as const;
    const bottom = stride > 1 ? graph.add('pool', maxPool, pool, x!) : x!;
    const projection = { outChannels: planes, kernel: 1, norm: unit.norm, activation: 'none' } as const;
    const shortcut = project ? graph.add('project', convUnit, projection, bottom) : bottom;
    const taps = dilate ? v.dilation * v.stride : v.dilation;
    const opening = { stride, first: v.stride > 1, dilation: v.dilateFirst ? taps : v.dilation };
    const other = { stride: 1, first: false, dilation: taps };
    let pairs = 0;
    const pair: Pair = (entered, kept) => {
      pairs += 1;
      const opens = pairs === 1;
      const copy = opens ? opening : other;
      const earlier = blockOf(`block${2 * pairs - 1}`, copy, entered, opens ? shortcut : entered);
      const later = blockOf(`block${2 * pairs}`, other, earlier, earlier);
      const joined = [later, earlier, ...kept];
      const root = { inputs: joined.length, outChannels: planes, residual: residualRoot, ...unit };
      return graph.add(`root${pairs}`, dlaRoot, root, ...joined);
    };
    return [aggregated(levels, x!, keepsInput ? [bottom] : [], pair)];
  },
  symbolicInputs: ({ planes, project }, free) => [
    [1n, project ? free('C_in') : planes, free('H'), free('W')],
  ],
  examples: [
    {
      title: 'one level',
      fields: { levels: 1, planes: 8, w: 4, stride: 2, keepsInput: true },
      inputs: [[1, 4, 8, 8]],
      outputs: [[1, 8, 4, 4]],
      params: 688n,
      macs: 10_240n,
    },
    {
      title: 'three levels of Res2Net modules, residual roots, odd map',
      fields: { levels: 3, planes: 8, w: 2, s: 3, stride: 2, keepsInput: true, residualRoot: true },
      inputs: [[1, 4, 7, 5]],
      outputs: [[1, 8, 4, 3]],
      params: 2_456n,
      macs: 25_608n,
    },
    {
      title: 'basic blocks, as in DLA-34',
      fields: { levels: 1, block: 'basic', planes: 8, stride: 2, keepsInput: true },
      inputs: [[1, 4, 8, 8]],
      outputs: [[1, 8, 4, 4]],
      params: 2_304n,
      macs: 35_328n,
    },
    {
      title: 'dilated instead of strided, in another number of groups',
      fields: { levels: 1, planes: 8, w: 4, s: 2, cardinality: 2, stride: 2, dilate: true },
      inputs: [[2, 4, 6, 5]],
      outputs: [[2, 8, 6, 5]],
      params: 640n,
      macs: 31_680n,
    },
  ],
});
