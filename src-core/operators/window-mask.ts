import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { byAxis } from '../language/axes.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import { py } from '../language/torch.ts';
import { FreeSides } from './free-sides.ts';
import { likeField, likeShapes } from './like.ts';
import { scalar } from './onnx-chain.ts';
import { isFree } from './onnx-sizes.ts';
import { windowMaskCode } from './torch/layout-code.ts';
import { torchLayout, windowArea, windowLayoutFields } from './window-layout.ts';

/** What is added to the score of two positions that only the roll brought together. */
export const apart = -100;

interface Layout {
  readonly windows: Expr;
  readonly windowsWidth: Expr;
  readonly window: Expr;
  readonly windowWidth: Expr;
  readonly shift: Expr;
  readonly shiftWidth: Expr;
}

/** The part of a rolled side that a position came from: what is ahead of the last window, and its two pieces. */
function partsAlong(windows: number, window: number, shift: number): readonly number[] {
  const size = windows * window;
  return Array.from({ length: size }, (_, at) => {
    if (shift === 0 || at < size - window) return 0;
    return at < size - shift ? 1 : 2;
  });
}

/** 0 for two positions of a window from one part of the map, -100 for others: window by window, query by query, key by key. */
function maskOf(v: Layout): Float32Array {
  const [down, across] = [Number(v.windows), Number(v.windowsWidth)];
  const [rows, columns] = [Number(v.window), Number(v.windowWidth)];
  const byRow = partsAlong(down, rows, Number(v.shift));
  const byColumn = partsAlong(across, columns, Number(v.shiftWidth));
  const area = rows * columns;
  const mask = new Float32Array(down * across * area * area);
  const partOf = (window: number, at: number): number => {
    const row = Math.floor(window / across) * rows + Math.floor(at / columns);
    const column = (window % across) * columns + (at % columns);
    return 3 * byRow[row]! + byColumn[column]!;
  };
  for (let i = 0; i < mask.length; i++) {
    const window = Math.floor(i / (area * area));
    const [query, key] = [Math.floor(i / area) % area, i % area];
    mask[i] = partOf(window, query) === partOf(window, key) ? 0 : apart;
  }
  return mask;
}

/**
 * The nodes of a mask whose windows are free. In a side that is not rolled no part begins, and one that is has a new part in its
 * last window alone: where the places that came round begin.
 */
function freeMask(v: Layout, io: OnnxContext): readonly OnnxNode[] {
  const free = new FreeSides(io);
  const [int64, one, all] = [7, free.number('one', 1), free.number('all', -1)];
  /** 0 or 1 for each place of a side, in the sizes that spread it over the places of all windows. */
  const parts = (name: 'rows' | 'columns'): string => {
    const isRows = name === 'rows';
    const windows = free.field(
      isRows ? 'windows' : 'windowsWidth',
      (isRows ? v.windows : v.windowsWidth) as bigint,
    );
    const shift = free.field(isRows ? 'shift' : 'shiftWidth', (isRows ? v.shift : v.shiftWidth) as bigint);
    const window = free.number(`${name}-window`, (isRows ? v.window : v.windowWidth) as bigint);
    const covered = free.step('Mul', `${name}-covered`, [windows, window]);
    const border = free.step('Sub', `${name}-border`, [covered, shift]);
    const after = free.step('GreaterOrEqual', `${name}-after`, [
      free.upTo(`${name}-places`, covered),
      border,
    ]);
    const part = free.step('Cast', `${name}-part`, [after], { to: int64 });
    const sizes = free.list(
      `${name}-sizes`,
      isRows ? [windows, one, window, one] : [one, windows, one, window],
    );
    return free.step('Reshape', `${name}-spread`, [part, sizes]);
  };
  const rows = free.step('Mul', 'rows-doubled', [parts('rows'), free.number('two', 2)]);
  const part = free.step('Add', 'part', [rows, parts('columns')]);
  const area = free.number('area', windowArea(v) as bigint);
  const queries = free.step('Reshape', 'queries', [
    part,
    free.list('queries-sizes', [one, all, one, area, one]),
  ]);
  const keys = free.step('Reshape', 'keys', [part, free.list('keys-sizes', [one, all, one, one, area])]);
  const together = free.step('Equal', 'together', [queries, keys]);
  const values = [scalar(io, 'seen', 0), scalar(io, 'hidden', apart)];
  return [
    ...free.nodes,
    { op: 'Where', suffix: 'mask', inputs: [together, ...values], outputs: [io.outputs[0]!.name] },
  ];
}

/**
 * What shifted windows add to their scores, [1, windows, 1, positions, positions]: a rolled map brings its far sides together
 * in its last windows, where -100 keeps the pieces from seeing each other.
 */
export const windowMask = defineOperator({
  id: 'window-mask',
  title: 'Window mask',
  summary: 'Holds what keeps the pieces of a rolled map apart in the scores of its windows.',
  names: ['attention mask', 'shifted window mask', 'swin'],
  reference: 'Liu et al., Swin Transformer, 2021, arXiv 2103.14030',
  family: 'tensor',
  section: 'Windows and positions',
  operation: 'none',
  usualCall: () => 'operator',
  stored: true,
  fields: {
    ...byAxis(
      'windows',
      dimension({
        label: 'Windows',
        help: 'Windows along rows and along columns.',
        symbol: 'n',
        min: 1,
        max: 1024,
        default: 8,
      }),
    ),
    ...windowLayoutFields,
    like: likeField,
  },
  inputs: ({ like }) => (like ? [{ name: 'like', label: 'gives sizes' }] : []),
  outputs: onePort('out'),
  shape: (v) => [[1n, mul(v.windows, v.windowsWidth), 1n, windowArea(v), windowArea(v)]],
  macs: () => 0n,
  evaluate: (v, _, __, [shape]) => [{ shape: shape!, data: maskOf(v) }],
  torch: (v) => ({
    kind: 'module',
    make: py.call(windowMaskCode.name, [v.windows, v.windowsWidth], ...torchLayout(v)),
    run: py.call(py.self),
    code: [windowMaskCode],
  }),
  onnx: (v, io) => {
    const { name, shape } = io.outputs[0]!;
    if (isFree(io.outputs[0]!, 1)) return freeMask(v, io);
    return [{ op: 'Identity', inputs: [io.constant('mask', maskOf(v), shape)], outputs: [name] }];
  },
  symbolicInputs: likeShapes,
  examples: [
    {
      title: 'second block of Swin-T, third stage',
      fields: { windows: 2, shift: 3 },
      inputs: [],
      outputs: [[1, 4, 1, 49, 49]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'windows of 2 × 3, shifted along columns alone',
      fields: { windows: 1, windowsWidth: 2, window: 2, windowWidth: 3, shift: 0, shiftWidth: 1 },
      inputs: [],
      outputs: [[1, 2, 1, 6, 6]],
      params: 0n,
      macs: 0n,
    },
  ],
});
