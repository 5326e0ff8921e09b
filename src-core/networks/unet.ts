import { count, imageInput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { classesVariable, followed } from './task.ts';

type FieldValues = NonNullable<NetworkItem['fields']>;

const family = 'Segmentation';

/** Channels of a level, where those of the first are the variable `w`. */
const wide = (level: number) => expression(level === 0 ? 'w' : `${2 ** level}*w`);

/** Two convolutions of a level. */
const convolutions = (id: string, level: number, fields: FieldValues): NetworkItem => ({
  id,
  definition: 'conv-tower',
  fields: { convs: 2, channels: wide(level), norm: 'batch', ...fields },
});

const halved = (id: string): NetworkItem => ({
  id,
  definition: 'max-pool',
  fields: { kernel: 2, padding: 'none' },
});

const scores = (id: string, from: string): NetworkItem => ({
  id,
  definition: 'conv2d',
  fields: { outChannels: followed('classes').classes!, kernel: 1, bias: true },
  from: [from],
});

const paper = 'Ronneberger et al., U-Net, 2015, arXiv 1505.04597';
const levels = 4;

/**
 * U-Net as it is usually rebuilt: padded convolutions with norms. An image is a multiple of 16 on each side: the public
 * code pads what it enlarges where it is not.
 */
function unet(name: string, subtitle: string, side: number, isBilinear: boolean): ReadyNetwork {
  const down = Array.from({ length: levels }, (_, index): NetworkItem[] => {
    const level = index + 1;
    const isLast = level === levels;
    const bottom = expression(`${2 ** (levels - 1)}*w`);
    return [
      halved(`pool${level}`),
      convolutions(`down${level}`, level, { bias: false, ...(isBilinear && isLast && { channels: bottom }) }),
    ];
  });
  const up = Array.from({ length: levels }, (_, index): NetworkItem => {
    const level = levels - 1 - index;
    const out = isBilinear ? Math.max(level - 1, 0) : level;
    return {
      id: `up${index + 1}`,
      definition: 'unet-up',
      fields: { outChannels: wide(out), ...(isBilinear && { grow: 'bilinear-corners', inner: 'half' }) },
      from: [index === 0 ? `down${levels}` : `up${index}`, level === 0 ? 'first' : `down${level}`],
      to: ['in', 'skip1'],
    };
  });
  const title = isBilinear ? 'U-Net, bilinear' : 'U-Net';
  return {
    name,
    title,
    subtitle,
    reference: `${paper}; Pytorch-UNet 21d7850, unet/unet_model.py UNet`,
    family,
    design: network(
      title,
      [count('w', 64), classesVariable(2)],
      [
        imageInput(side),
        convolutions('first', 0, { bias: false }),
        ...down.flat(),
        ...up,
        scores('head', `up${levels}`),
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

/** A node of UNet++: level from the finest down, and column from the way down on. */
const nodeId = (level: number, column: number): string => `node${level}-${column}`;

/** Below all that a node reads: the one of the next coarser level in the column before, and those of its own level. */
const rowOf = (level: number, column: number): number => 1 + 2 * level + 4 * column;

/** The nodes of UNet++, a diagonal after another as the code runs them. */
function nodes(): readonly NetworkItem[] {
  const items: NetworkItem[] = [];
  for (let depth = 0; depth <= levels; depth++) {
    const row = rowOf(depth, 0);
    if (depth > 0)
      items.push({ ...halved(`pool${depth}`), from: [nodeId(depth - 1, 0)], column: 0, row: row - 1 });
    items.push({ ...convolutions(nodeId(depth, 0), depth, {}), column: 0, row });
    for (let column = 1; column <= depth; column++) {
      const level = depth - column;
      const skips = Array.from({ length: column }, (_, index) => nodeId(level, index));
      items.push({
        id: nodeId(level, column),
        definition: 'unet-up',
        fields: { skips: column, outChannels: wide(level), grow: 'bilinear-corners', bias: true },
        from: [nodeId(level + 1, column - 1), ...skips],
        to: ['in', ...skips.map((_, index) => `skip${index + 1}`)],
        column,
        row: rowOf(level, column),
      });
    }
  }
  return items;
}

function nested(name: string, title: string, subtitle: string, columns: readonly number[]): ReadyNetwork {
  const ends = columns.flatMap((column, index): NetworkItem[] => [
    { ...scores(`head${column}`, nodeId(0, column)), column: index, row: rowOf(0, levels) + 2 },
    { id: `output${column}`, definition: 'output', column: index, row: rowOf(0, levels) + 3 },
  ]);
  return {
    name,
    title,
    subtitle,
    reference:
      'Zhou et al., UNet++, 2018, arXiv 1807.10165; pytorch-nested-unet 557ea02, archs.py NestedUNet',
    family,
    design: network(title, [count('w', 32), classesVariable(1)], [imageInput(96), ...nodes(), ...ends]),
  };
}

export const unets: readonly ReadyNetwork[] = [
  unet('unet', 'transposed convolutions, 256 px', 256, false),
  unet('unet-bilinear', 'bilinear resizing, 320 px', 320, true),
  nested('unet-plus-plus', 'UNet++', 'nested skips', [levels]),
  nested('unet-plus-plus-supervised', 'UNet++, supervised', 'nested skips, a score map of every column', [
    1,
    2,
    3,
    levels,
  ]),
];
