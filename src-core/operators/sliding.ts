import type { Expr } from '../algebra/expression.ts';
import { bySide } from '../language/axes.ts';
import { choice, exact, structural } from '../language/field.ts';
import type { Padding, Window } from '../language/window.ts';
import { paddingHelp, paddings } from '../language/window.ts';

/** How the windows of a convolution or pool slide along rows and along columns, as their fields say it. */
export interface Sliding {
  readonly kernel: Expr | number;
  readonly kernelWidth: Expr | number;
  readonly stride: number;
  readonly strideWidth: number;
  readonly padding: Padding;
  readonly pad: number;
  readonly padWidth: number;
  readonly padBottom: number;
  readonly padRight: number;
  readonly dilation?: number;
  readonly dilationWidth?: number;
  readonly ceil?: boolean;
}

/** The fields of the padding around a map, of at most so many rows or columns on a side. */
export const paddingFields = (max: number, limit = '') => ({
  padding: choice({ label: 'Padding', help: paddingHelp, options: paddings, default: 'half' }),
  ...bySide(
    'pad',
    structural({
      label: 'Pad',
      help: `Added on each side under custom padding${limit}.`,
      unit: 'px',
      min: 0,
      max,
      default: 0,
      heeded: { choice: 'padding', option: 'custom' },
    }),
  ),
});

/** The windows along rows and along columns. */
export function windowsOf(v: Sliding): readonly [rows: Window, columns: Window] {
  const { padding } = v;
  const shared = { padding, ...(v.ceil !== undefined && { ceil: v.ceil }) };
  return [
    {
      ...shared,
      kernel: exact(v.kernel),
      stride: v.stride,
      pads: [v.pad, v.padBottom],
      dilation: v.dilation ?? 1,
    },
    {
      ...shared,
      kernel: exact(v.kernelWidth),
      stride: v.strideWidth,
      pads: [v.padWidth, v.padRight],
      dilation: v.dilationWidth ?? 1,
      kernelField: 'kernelWidth',
    },
  ];
}
