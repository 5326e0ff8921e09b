import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul, sub } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { parameter } from '../operators/parameter.ts';
import { relativePosition } from '../operators/relative-position.ts';
import { requireChannelsLast, windowLayoutFields, windowsOn } from '../operators/window-layout.ts';
import { windowMask } from '../operators/window-mask.ts';
import { windowPartition, windowReverse } from '../operators/window-partition.ts';
import { sourceField } from './attention-calls.ts';
import { headsField, selfAttention } from './self-attention.ts';

/** Distances between two positions of a window along one side, both ways. */
const distances = (size: Expr): Expr => sub(mul(2n, size), 1n);

/** The shift along one side: a single window is not rolled, as it holds the whole side. */
const shiftOf = (shift: Expr, windows: Expr): Expr => (windows === 1n ? 0n : shift);

/** Whether a map is rolled; a symbolic shift is taken to be more than 0. */
const isRolled = (shifts: readonly Expr[]): boolean =>
  shifts.some((shift) => !isInteger(shift) || shift > 0n);

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
    source: { ...sourceField, default: 'functions' },
  },
  inputs: () => [{ name: 'in', label: 'a map with its channels last' }],
  outputs: onePort('out'),
  expand: ({ heads, source, ...v }, [x], graph) => {
    requireChannelsLast('in', x!.shape);
    const [windows, windowsWidth] = windowsOn(v, x!.shape);
    const shift = shiftOf(v.shift, windows);
    const shiftWidth = shiftOf(v.shiftWidth, windowsWidth);
    const layout = { ...v, shift, shiftWidth };
    const sequences = graph.add('partition', windowPartition, layout, x!);
    const entries = mul(distances(v.window), distances(v.windowWidth));
    const table = graph.add('table', parameter, { sizes: [entries, heads], init: 'normal' });
    const sides = { rows: v.window, columns: v.windowWidth };
    const bias = graph.add('positions', relativePosition, sides, table);
    const masked = isRolled([shift, shiftWidth]);
    const mask = masked ? [graph.add('mask', windowMask, { ...layout, windows, windowsWidth })] : [];
    const attention = { heads, source, biased: true, masked };
    const mixed = graph.add('attention', selfAttention, attention, sequences, bias, ...mask);
    return [graph.add('reverse', windowReverse, layout, mixed, x!)];
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
      title: 'shifted windows of 2 × 3 that do not fit, two images',
      fields: { heads: 2, window: 2, windowWidth: 3, shift: 1 },
      inputs: [[2, 5, 7, 4]],
      outputs: [[2, 5, 7, 4]],
      params: 110n,
      macs: 12_096n,
    },
  ],
});
