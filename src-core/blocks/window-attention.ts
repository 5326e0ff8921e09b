import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul, sub } from '../algebra/expression.ts';
import type { Keep } from '../document/expression-evaluate.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { parameter } from '../operators/parameter.ts';
import { relativePosition } from '../operators/relative-position.ts';
import { requireChannelsLast, windowLayoutFields, windowsOn } from '../operators/window-layout.ts';
import { windowMask } from '../operators/window-mask.ts';
import { windowPartition, windowReverse } from '../operators/window-partition.ts';
import { addFollowing } from './add-following.ts';
import { sourceField } from './attention-calls.ts';
import { cosineField } from './dot-product-attention.ts';
import { positionNetwork } from './position-network.ts';
import { headsField, selfAttention } from './self-attention.ts';

/** Distances between two positions of a window along one side, both ways. */
const distances = (size: Expr): Expr => sub(mul(2n, size), 1n);

/** The shift along one side: a single window is not rolled, as it holds the whole side. More are taken of a symbol. */
function shiftOf(shift: Expr, windows: Expr, keep?: Keep): Expr {
  if (windows === 1n) return 0n;
  return keep === undefined || isInteger(windows) ? shift : mul(shift, keep('min', [sub(windows, 1n), 1n]));
}

/** Whether a map is rolled; a symbolic shift is taken to be more than 0. */
const isRolled = (shifts: readonly Expr[]): boolean =>
  shifts.some((shift) => !isInteger(shift) || shift > 0n);

type Sides = { readonly rows: Expr; readonly columns: Expr };

/** A learned number for each pair of positions. */
function pairTable(graph: GraphBuilder, { rows, columns }: Sides, heads: Expr): Wire {
  const area = mul(rows, columns);
  return graph.add('positions', parameter, { sizes: [heads, area, area], init: 'normal' });
}

/** A learned table of distances, laid out over all pairs of positions. */
function positionTable(graph: GraphBuilder, sides: Sides, heads: Expr): Wire {
  const entries = mul(distances(sides.rows), distances(sides.columns));
  const table = graph.add('table', parameter, { sizes: [entries, heads], init: 'normal' });
  return graph.add('positions', relativePosition, sides, table);
}

/**
 * Self-attention in the windows of a map [N, H, W, C], with a learned table of relative positions added to the scores. A shift
 * rolls the map before it is cut; a mask then keeps apart what was not together before.
 */
export const windowAttention = defineBlock({
  id: 'window-attention',
  title: 'Window attention',
  names: ['swin', 'shifted window', 'W-MSA', 'SW-MSA', 'relative position bias'],
  summary: 'Lets the positions of each window of a map, channels last, attend to each other.',
  reference:
    'Liu et al., Swin Transformer, 2021, arXiv 2103.14030; torchvision models/swin_transformer.py ShiftedWindowAttention',
  family: 'block',
  section: 'Transformer',
  fields: {
    heads: { ...headsField, default: 3 },
    ...windowLayoutFields,
    cosine: {
      ...cosineField,
      help: 'Scores are cosines, and two linear layers make what is added to them of distances, as in Swin V2.',
    },
    laidOut: toggle({
      label: 'Laid out',
      help: 'Holds a number for each pair of positions, as files do whose exporter laid the table of distances out.',
      default: false,
    }),
    source: { ...sourceField, default: 'functions' },
  },
  inputs: () => [{ name: 'in', label: 'a map with its channels last' }],
  outputs: onePort('out'),
  expand: ({ heads, cosine, laidOut, source, ...v }, [x], graph) => {
    requireChannelsLast('in', x!.shape);
    const layoutOn = (map: Shape, keep?: Keep) => {
      const [windows, windowsWidth] = windowsOn(v, map);
      const shift = shiftOf(v.shift, windows, keep);
      const shiftWidth = shiftOf(v.shiftWidth, windowsWidth, keep);
      return { count: { windows, windowsWidth }, layout: { ...v, shift, shiftWidth } };
    };
    const layoutAt = ([map]: readonly Shape[], keep?: Keep) => layoutOn(map!, keep).layout;
    const sequences = addFollowing(graph, 'partition', windowPartition, layoutAt, x!);
    const sides = { rows: v.window, columns: v.windowWidth };
    const learned = () =>
      cosine ? positionNetwork(graph, { ...sides, heads }) : positionTable(graph, sides, heads);
    const bias = laidOut ? pairTable(graph, sides, heads) : learned();
    const { shift, shiftWidth } = layoutOn(x!.shape).layout;
    const masked = isRolled([shift, shiftWidth]);
    const maskAt = ([map]: readonly Shape[], keep?: Keep) => {
      const { count, layout } = layoutOn(map!, keep);
      return { ...count, ...layout, like: true };
    };
    const mask = masked ? [addFollowing(graph, 'mask', windowMask, maskAt, x!)] : [];
    const attention = { heads, cosine, source, biased: true, masked };
    const mixed = graph.add('attention', selfAttention, attention, sequences, bias, ...mask);
    const backAt = ([, map]: readonly Shape[], keep?: Keep) => layoutOn(map!, keep).layout;
    return [addFollowing(graph, 'reverse', windowReverse, backAt, mixed, x!)];
  },
  symbolicInputs: ({ heads, window, windowWidth }, free) => [
    [1n, mul(window, free('a')), mul(windowWidth, free('b')), mul(heads, free('d'))],
  ],
  examples: [
    {
      title: 'first stage of Swin-T',
      inputs: [[1, 14, 14, 96]],
      outputs: [[1, 14, 14, 96]],
      params: 37_755n,
      macs: 9_069_312n,
    },
    {
      title: 'cosines in windows of 2 × 3',
      fields: { heads: 2, window: 2, windowWidth: 3, cosine: true },
      inputs: [[2, 4, 6, 4]],
      outputs: [[2, 4, 6, 4]],
      params: 2_642n,
      macs: 36_096n,
    },
    {
      title: 'a number for each pair of positions',
      fields: { heads: 2, window: 2, windowWidth: 3, laidOut: true },
      inputs: [[2, 4, 6, 4]],
      outputs: [[2, 4, 6, 4]],
      params: 152n,
      macs: 5_376n,
    },
    {
      title: 'shifted windows of 2 × 3 that do not fit, two images',
      fields: { heads: 2, window: 2, windowWidth: 3, shift: 1 },
      inputs: [[2, 5, 7, 4]],
      outputs: [[2, 5, 7, 4]],
      params: 110n,
      macs: 12_096n,
    },
  ],
});
