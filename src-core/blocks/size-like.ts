import type { Expr } from '../algebra/expression.ts';
import { isInteger, sub } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import { borders } from '../operators/border.ts';
import { crop } from '../operators/crop.ts';
import { pad } from '../operators/pad.ts';
import { resampleModes } from '../operators/resampling.ts';
import { resize } from '../operators/resize.ts';
import { addFollowing } from './add-following.ts';

type Place = 'centre' | 'start' | 'end';

const place = (help: string) =>
  choice({ label: 'Place', help, options: ['centre', 'start', 'end'], default: 'centre' });

/** What of a difference of sizes lies before the smaller map: of an odd one the centre has the smaller half before it. */
function before(at: Place, difference: Expr): Expr {
  if (at === 'start') return 0n;
  return at === 'end' ? difference : floorDiv(difference, 2n);
}

const inputs = () => [{ name: 'in' }, { name: 'like', label: 'gives rows and columns' }];

const symbolicInputs = (_: unknown, free: (name: string) => Expr): readonly Shape[] => [
  [1n, free('C'), free('H'), free('W')],
  [1n, free('C_like'), free('H_like'), free('W_like')],
];

/** By how much one map has more rows and columns than the other; where it has fewer, `instead` names what serves. */
function differences(
  [x, like]: readonly [Shape, Shape],
  more: 'in' | 'like',
  instead: string,
): readonly [rows: Expr, columns: Expr] {
  const along = (axis: typeof H | typeof W): Expr => {
    const [size, wanted] = [sizeOf(x, axis), sizeOf(like, axis)];
    const difference = more === 'in' ? sub(size, wanted) : sub(wanted, size);
    if (isInteger(difference) && difference < 0n) {
      const name = axis === H ? 'rows' : 'columns';
      const sizes = { size: toText(size), wanted: toText(wanted) };
      refuse('shape/not-like', { port: 'like' }, { axis: name, ...sizes, instead });
    }
    return difference;
  };
  return [along(H), along(W)];
}

function requireMaps([x, like]: readonly Shape[]): readonly [Shape, Shape] {
  requireMap('in', x as Shape);
  requireMap('like', like as Shape);
  return [x as Shape, like as Shape];
}

/** Pads a map as U-Nets do before they join it with a skip that is a row or column larger. */
export const padTo = defineBlock({
  id: 'pad-to',
  title: 'Pad to',
  names: ['pad like', 'pad to the size of another map', 'F.pad with diffY, diffX'],
  summary: 'Surrounds a map until it has the rows and columns of another.',
  family: 'tensor',
  section: 'Building parts',
  fields: {
    place: place(
      'Where the map stands in what is made of it: in its centre, at the top left, or at the bottom right.',
    ),
    mode: choice({
      label: 'Mode',
      help: 'What stands around the map, as for Pad: zeros, or what the map itself holds.',
      options: borders,
      default: 'constant',
    }),
  },
  inputs,
  outputs: onePort('out'),
  expand: (v, [x, like], graph) => {
    const sides = (shapes: readonly Shape[]) => {
      const [rows, columns] = differences(requireMaps(shapes), 'like', 'crop-to or resize-to');
      const [top, left] = [before(v.place, rows), before(v.place, columns)];
      const far = { bottom: sub(rows, top), right: sub(columns, left) };
      return { top, left, ...far, mode: v.mode, like: true };
    };
    return [addFollowing(graph, 'pad', pad, sides, x!, like!)];
  },
  symbolicInputs,
  examples: [
    {
      title: 'a grown map to the skip of a U-Net',
      inputs: [
        [1, 4, 6, 6],
        [1, 3, 7, 9],
      ],
      outputs: [[1, 4, 7, 9]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'rows and columns repeated at the far side',
      fields: { place: 'start', mode: 'replicate' },
      inputs: [
        [2, 3, 4, 5],
        [2, 3, 5, 7],
      ],
      outputs: [[2, 3, 5, 7]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Crops a map as the first U-Net does with its skips. */
export const cropTo = defineBlock({
  id: 'crop-to',
  title: 'Crop to',
  names: ['crop like', 'center crop to the size of another map', 'CenterCrop'],
  summary: 'Keeps of a map a window with the rows and columns of another.',
  family: 'tensor',
  section: 'Building parts',
  fields: { place: place('Where the window lies: in the centre, at the top left, or at the bottom right.') },
  inputs,
  outputs: onePort('out'),
  expand: (v, [x, like], graph) => {
    const window = (shapes: readonly Shape[]) => {
      const [map, wanted] = requireMaps(shapes);
      const [rows, columns] = differences([map, wanted], 'in', 'pad-to or resize-to');
      const [top, left] = [before(v.place, rows), before(v.place, columns)];
      return { top, left, rows: sizeOf(wanted, H), columns: sizeOf(wanted, W), like: true };
    };
    return [addFollowing(graph, 'crop', crop, window, x!, like!)];
  },
  symbolicInputs,
  examples: [
    {
      title: 'the centre of a skip',
      inputs: [
        [1, 4, 8, 9],
        [1, 2, 5, 5],
      ],
      outputs: [[1, 4, 5, 5]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'the bottom right corner',
      fields: { place: 'end' },
      inputs: [
        [2, 3, 4, 6],
        [2, 3, 3, 2],
      ],
      outputs: [[2, 3, 3, 2]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Resizes a map as feature pyramids do before they add it to a finer level. */
export const resizeTo = defineBlock({
  id: 'resize-to',
  title: 'Resize to',
  names: ['resize like', 'interpolate to the size of another map', 'upsample to'],
  summary: 'Brings a map to the rows and columns of another.',
  family: 'tensor',
  section: 'Building parts',
  fields: {
    mode: choice({
      label: 'Mode',
      help: 'How values come between those of the map, as for Resize.',
      options: resampleModes,
      default: 'bilinear',
    }),
  },
  inputs,
  outputs: onePort('out'),
  expand: ({ mode }, [x, like], graph) => [graph.add('resize', resize, { mode, to: 'input' }, x!, like!)],
  symbolicInputs,
  examples: [
    {
      title: 'to a finer level',
      inputs: [
        [1, 3, 4, 4],
        [1, 2, 7, 9],
      ],
      outputs: [[1, 3, 7, 9]],
      params: 0n,
      macs: 0n,
    },
  ],
});
