import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { ceilDiv } from '../algebra/rounding.ts';
import { byAxis } from '../language/axes.ts';
import { dimension } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import type { PyArgument } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Link } from './onnx-chain.ts';

/** The windows that a map is cut into: their sides, and by how much the map is rolled up before. */
export const windowLayoutFields = {
  ...byAxis(
    'window',
    dimension({
      label: 'Window',
      help: 'Side length of a window.',
      symbol: 'm',
      unit: 'px',
      min: 1,
      max: 1024,
      default: 7,
    }),
  ),
  ...byAxis(
    'shift',
    dimension({
      label: 'Shift',
      help: 'Rows or columns by which the map is rolled towards its start before it is cut.',
      symbol: 'r',
      unit: 'px',
      min: 0,
      max: 1024,
      default: 0,
    }),
  ),
} as const;

interface Windows {
  readonly window: Expr;
  readonly windowWidth: Expr;
}

/** Axes of a map whose channels stand last: [N, H, W, C]. */
export const [rowAxis, columnAxis, lastAxis] = [1, 2, 3] as const;

/** Refuses a tensor that is no map with its channels last. */
export function requireChannelsLast(port: string, shape: Shape): void {
  if (shape.length === 4) return;
  const got = shapeText(shape, { batch: true });
  refuse('shape/rank', { port }, { expected: 'map with its channels last (N × H × W × C)', got });
}

/** Windows down and across a map, the last of them filled up where they do not fit. */
export const windowsOn = (v: Windows, map: Shape): readonly [down: Expr, across: Expr] => [
  ceilDiv(sizeOf(map, rowAxis), v.window),
  ceilDiv(sizeOf(map, columnAxis), v.windowWidth),
];

/** Swaps the rows of a window with the windows beside it: the same nodes there and back. */
export const swapped: Link = {
  op: 'Transpose',
  suffix: 'swapped',
  attributes: { perm: [0n, 1n, 3n, 2n, 4n, 5n] },
};

/** Positions of one window. */
export const windowArea = (v: Windows): Expr => mul(v.window, v.windowWidth);

/** One axis of a layout in numbers. */
export interface Side {
  readonly size: number;
  readonly windows: number;
  readonly window: number;
  readonly shift: number;
}

/** Rows and columns of a map [N, H, W, C] and its windows, in numbers. */
export function sidesOf(
  v: Windows & { readonly shift: Expr; readonly shiftWidth: Expr },
  map: readonly number[],
): readonly [rows: Side, columns: Side] {
  const side = (size: number, window: number, shift: number): Side => {
    const windows = Math.ceil(size / window);
    return { size, windows, window, shift: shift % (windows * window) };
  };
  return [
    side(map[rowAxis]!, Number(v.window), Number(v.shift)),
    side(map[columnAxis]!, Number(v.windowWidth), Number(v.shiftWidth)),
  ];
}

/** Rows, or columns, that the windows cover. */
export const covered = ({ windows, window }: Side): number => windows * window;

/** The sides of the windows and the roll, as PyTorch's code takes them. */
export const torchLayout = (
  v: Windows & { readonly shift: Expr; readonly shiftWidth: Expr },
): readonly PyArgument[] => [
  py.named('window', [v.window, v.windowWidth]),
  py.named('shift', [v.shift, v.shiftWidth]),
];
