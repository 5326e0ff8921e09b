import type { Design, ExpressionValue } from '../document/design.ts';
import { designOf } from './small-design.fixture.ts';

/** For tests only: small designs whose sizes follow those of their input. */

const by = (expression: string): ExpressionValue => ({ expression });

type Lines = Parameters<typeof designOf>[0];

const input = (height: number, width: number, channels = 3) =>
  ['input', { channels, height, width }] as const;

/** What brings a grown map to its skip: an item that is fed by both. */
type Fit = Lines[string][0];

const padFields = {
  like: true,
  top: by('floor((height of like - in.height)/2)'),
  bottom: by('like.height - in.height - top'),
  left: by('floor((like.width - in.width)/2)'),
  right: by('like.width - in.width - left'),
};

/** A U-Net of three levels whose grown maps are padded to the skips, by Pad to or by Pad with expressions. */
export function unet(height: number, width: number, fit: Fit = 'pad-to'): Design {
  const fields = fit === 'pad' ? padFields : {};
  const grow = { mode: 'bilinear-corners', factor: 2 };
  const lines: Lines = {
    x: input(height, width),
    c1: ['conv2d', { outChannels: 4 }, 'x'],
    p1: ['max-pool', { kernel: 2, stride: 2, padding: 'none' }, 'c1'],
    c2: ['conv2d', { outChannels: 6 }, 'p1'],
    p2: ['max-pool', { kernel: 2, stride: 2, padding: 'none' }, 'c2'],
    c3: ['conv2d', { outChannels: 6 }, 'p2'],
    u2: ['resize', grow, 'c3'],
    f2: [fit, fields, 'u2', 'c2'],
    j2: ['concat', {}, 'c2', 'f2'],
    d2: ['conv2d', { outChannels: 4 }, 'j2'],
    u1: ['resize', grow, 'd2'],
    f1: [fit, fields, 'u1', 'c1'],
    j1: ['concat', {}, 'c1', 'f1'],
    d1: ['conv2d', { outChannels: 2, kernel: 1, bias: true }, 'j1'],
    y: ['output', {}, 'd1'],
  };
  return designOf(lines);
}

/** The first U-Net's way: the skip is cropped to the grown map. */
export const croppedUnet = (height: number, width: number): Design =>
  designOf({
    x: input(height, width),
    c1: ['conv2d', { outChannels: 4 }, 'x'],
    p1: ['max-pool', { kernel: 2, stride: 2, padding: 'none' }, 'c1'],
    c2: ['conv2d', { outChannels: 4 }, 'p1'],
    u1: ['resize', { factor: 2 }, 'c2'],
    f1: ['crop-to', {}, 'c1', 'u1'],
    j1: ['concat', {}, 'f1', 'u1'],
    y: ['output', {}, 'j1'],
  });

/** ESPCN: channels become pixels, by the sizes of the map alone. */
export const espcn = (height: number, width: number): Design =>
  designOf({
    x: input(height, width, 1),
    c1: ['conv2d', { outChannels: 4, kernel: 5 }, 'x'],
    t1: ['tanh', {}, 'c1'],
    c2: ['conv2d', { outChannels: 4, kernel: 3 }, 't1'],
    parts: ['reshape', { sizes: [1, 2, 2, by('in.height'), by('in.width')] }, 'c2'],
    order: ['permute', { order: [0, 1, 4, 2, 5, 3] }, 'parts'],
    pixels: ['reshape', { sizes: [1, by('2*in.axis2'), by('2*in.axis4')] }, 'order'],
    y: ['output', {}, 'pixels'],
  });

/** Coordinate attention: means along rows and along columns weigh the map that they are of. */
export const coordinateAttention = (height: number, width: number): Design =>
  designOf({
    x: input(height, width, 8),
    byRow: ['adaptive-avg-pool', { rows: by('rows'), columns: 1 }, 'x'],
    byColumn: ['adaptive-avg-pool', { rows: 1, columns: by('in.width') }, 'x'],
    upright: ['permute', { order: [0, 1, 3, 2] }, 'byColumn'],
    both: ['concat', { axis: 'rows' }, 'byRow', 'upright'],
    reduced: ['conv2d', { outChannels: by('max(4, floor(in.channels/32))'), kernel: 1 }, 'both'],
    active: ['hard-swish', {}, 'reduced'],
    ofRows: ['slice', { axis: 'rows', channels: by('like.height'), like: true }, 'active', 'x'],
    ofColumns: [
      'slice',
      { axis: 'rows', start: by('height of like'), rest: true, like: true },
      'active',
      'x',
    ],
    flat: ['permute', { order: [0, 1, 3, 2] }, 'ofColumns'],
    rowGate: ['conv2d', { outChannels: by('in.channels*2'), kernel: 1 }, 'ofRows'],
    columnGate: ['conv2d', { outChannels: by('in.channels*2'), kernel: 1 }, 'flat'],
    rowWeights: ['sigmoid', {}, 'rowGate'],
    columnWeights: ['sigmoid', {}, 'columnGate'],
    weighedRows: ['mul', {}, 'x', 'rowWeights'],
    weighed: ['mul', {}, 'weighedRows', 'columnWeights'],
    y: ['output', {}, 'weighed'],
  });
