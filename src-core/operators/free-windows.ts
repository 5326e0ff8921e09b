import type { Expr } from '../algebra/expression.ts';
import type { OnnxContext, OnnxNode, OnnxTensor } from '../language/onnx.ts';
import { padLink } from './border.ts';
import type { FreeSide } from './free-sides.ts';
import { FreeSides } from './free-sides.ts';
import type { Link } from './onnx-chain.ts';
import { chain } from './onnx-chain.ts';
import { columnAxis, lastAxis, rowAxis, swapped, windowArea } from './window-layout.ts';

interface Layout {
  readonly window: Expr;
  readonly windowWidth: Expr;
  readonly shift: Expr;
  readonly shiftWidth: Expr;
}

/** Rows and columns of a map and its windows, where they are found out when the file runs. */
function freeSides(
  free: FreeSides,
  v: Layout,
  map: OnnxTensor,
): readonly [rows: FreeSide, columns: FreeSide] {
  const [window, windowWidth] = [v.window as bigint, v.windowWidth as bigint];
  const [shift, shiftWidth] = [v.shift as bigint, v.shiftWidth as bigint];
  return [
    free.side(map, rowAxis, { field: 'shift', window, shift }),
    free.side(map, columnAxis, { field: 'shiftWidth', window: windowWidth, shift: shiftWidth }),
  ];
}

/** Reads the places of a side from its shift on, or from as many before its start, round the side that windows cover. */
function freeRoll(
  free: FreeSides,
  suffix: string,
  axis: number,
  count: string,
  { op, side }: { readonly op: 'Add' | 'Sub'; readonly side: FreeSide },
): Link[] {
  if (side.shift === null) return [];
  const moved = free.step(op, `${suffix}-moved`, [free.upTo(`${suffix}-all`, count), side.shift]);
  const places = free.step('Mod', `${suffix}-places`, [moved, side.covered]);
  return [{ op: 'Gather', suffix, more: [places], attributes: { axis } }];
}

/** The nodes of a partition of a map whose rows or columns are free. */
export function freePartition(v: Layout, io: OnnxContext): readonly OnnxNode[] {
  const [x] = io.inputs as readonly [OnnxTensor];
  io.needsFixed(x, [lastAxis]);
  const free = new FreeSides(io);
  const [rows, columns] = freeSides(free, v, x);
  const [none, all] = [free.number('none', 0), free.number('all', -1)];
  const channels = free.number('channels', x.shape[lastAxis]!);
  const missing = [rows, columns].map((side, at) =>
    free.step('Sub', at === 0 ? 'rows-missing' : 'columns-missing', [side.covered, side.size]),
  );
  const pads = free.list('pads', [none, none, none, none, none, ...missing, none]);
  const cut = free.list('cut-sizes', [
    ...[all, rows.windows, rows.window, columns.windows, columns.window],
    channels,
  ]);
  const windows = free.list('windows-sizes', [all, free.number('area', windowArea(v) as bigint), channels]);
  const links = [
    padLink(io, { border: 'constant', pads }),
    ...freeRoll(free, 'rows', rowAxis, rows.covered, { op: 'Add', side: rows }),
    ...freeRoll(free, 'columns', columnAxis, columns.covered, { op: 'Add', side: columns }),
    { op: 'Reshape', suffix: 'cut', more: [cut] },
    swapped,
    { op: 'Reshape', suffix: 'windows', more: [windows] },
  ];
  return chain(io, links, free.nodes);
}

/** The nodes that put the windows of such a map together. */
export function freeReverse(v: Layout, io: OnnxContext): readonly OnnxNode[] {
  const [, like] = io.inputs as readonly [OnnxTensor, OnnxTensor];
  const [output] = io.outputs as readonly [OnnxTensor];
  io.needsFixed(output, [lastAxis]);
  const free = new FreeSides(io);
  const [rows, columns] = freeSides(free, v, like);
  const [all, channels] = [free.number('all', -1), free.number('channels', output.shape[lastAxis]!)];
  const apart = free.list('windows-sizes', [
    ...[all, rows.windows, columns.windows, rows.window, columns.window],
    channels,
  ]);
  const map = free.list('map-sizes', [all, rows.covered, columns.covered, channels]);
  const back = (suffix: string, axis: number, side: FreeSide): Link[] =>
    side.shift === null
      ? [
          {
            op: 'Slice',
            suffix,
            more: [free.number(`${suffix}-start`, 0), side.size, free.number(`${suffix}-axis`, axis)],
          },
        ]
      : freeRoll(free, suffix, axis, side.size, { op: 'Sub', side });
  const links = [
    { op: 'Reshape', suffix: 'windows', more: [apart] },
    swapped,
    { op: 'Reshape', suffix: 'map', more: [map] },
    ...back('rows', rowAxis, rows),
    ...back('columns', columnAxis, columns),
  ];
  return chain(io, links, free.nodes);
}
