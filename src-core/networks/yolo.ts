import type { FieldValue, Variable } from '../document/design.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { classesVariable, followed } from './task.ts';
import { widthVariable } from './width-multiplier.ts';

/** Channels and copies as a code scales them. */
interface Scaled {
  readonly channels: (count: number) => FieldValue;
  readonly copies: (count: number) => FieldValue;
}

interface Family extends Scaled {
  readonly stem: (fields: Scaled) => NetworkItem;
  /** Pools of the last stage, and where they stand: behind its CSP block, or ahead of it. */
  readonly pools: 'chained' | 'parallel';
  /** Bottlenecks of the two middle stages. */
  readonly middle: readonly [number, number];
  readonly ends: (scaled: Scaled) => readonly NetworkItem[];
}

const scaling = (width: number, depth: number): readonly Variable[] => [
  widthVariable(width),
  { name: 'depth', kind: 'decimal', value: depth, min: 0.1, max: 16, step: 0.01 },
  classesVariable(80),
];

const yoloUnit = { activation: 'silu', epsilon: '1e-3', momentum: '0.03' } as const;

/** A strided convolution and its CSP block, at twice the width of the stage before. */
const stage = (id: number, channels: number, depth: number, { channels: wide, copies }: Scaled) => ({
  down: {
    id: `down${id}`,
    definition: 'conv-unit',
    fields: { outChannels: wide(channels), stride: 2, ...yoloUnit },
  },
  csp: {
    id: `stage${id}`,
    definition: 'csp-block',
    fields: { outChannels: wide(channels), depth: copies(depth) },
  },
});

const levels = ['stage3', 'stage4', 'stage5'] as const;

function trunk(family: Family): readonly NetworkItem[] {
  const second = stage(2, 128, 3, family);
  const third = stage(3, 256, family.middle[0], family);
  const fourth = stage(4, 512, family.middle[1], family);
  const fifth = stage(5, 1024, 3, family);
  const pooled = (id: string): NetworkItem => ({
    id,
    definition: 'spp-block',
    fields: { outChannels: family.channels(1024), ...(family.pools === 'parallel' && { pools: 'parallel' }) },
  });
  const last: readonly NetworkItem[] =
    family.pools === 'parallel'
      ? [fifth.down, pooled('pools'), { ...fifth.csp, fields: { ...fifth.csp.fields, shortcut: false } }]
      : [fifth.down, { ...fifth.csp, id: 'csp5' }, pooled('stage5')];
  return [
    family.stem(family),
    second.down,
    second.csp,
    third.down,
    third.csp,
    fourth.down,
    fourth.csp,
    ...last,
    { id: 'neck', definition: 'pan-neck', fields: { depth: family.copies(3) }, from: [...levels] },
  ];
}

const necks = ['neck.out1', 'neck.out2', 'neck.out3'];

interface Member {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly reference: string;
  readonly side: number;
  readonly width: number;
  readonly depth: number;
}

const yolo = (family: Family, { side, width, depth, ...named }: Member): ReadyNetwork => ({
  ...named,
  family: 'Detection',
  design: network(named.title, scaling(width, depth), [
    { id: 'input', definition: 'input', fields: { height: side, width: side } },
    ...trunk(family),
    ...family.ends(family),
  ]),
});

/** YOLOv5 6.0: models/yolo.py rounds channels up to a multiple of 8 and copies to the nearest. */
const yolov5: Family = {
  channels: (count) => expression(`8*ceil(${count}*width/8)`),
  copies: (count) => expression(`max(round(depth*${count}), 1)`),
  stem: ({ channels }) => ({
    id: 'stem',
    definition: 'conv-unit',
    fields: { outChannels: channels(64), kernel: 6, stride: 2, padding: 'custom', pad: 2, ...yoloUnit },
  }),
  pools: 'chained',
  middle: [6, 9],
  ends: () => [
    { id: 'head', definition: 'yolov5-head', fields: followed('classes'), from: necks },
    ...[1, 2, 3].map(
      (level): NetworkItem => ({
        id: `level${level}`,
        definition: 'output',
        from: [`head.out${level}`],
        column: level - 2,
        row: 13,
      }),
    ),
  ],
};

/** YOLOX cuts channels off to whole numbers. The middle stages have three times the rounded copies of the others. */
const yolox: Family = {
  channels: (count) => expression(`floor(${count}*width)`),
  copies: (count) => expression(count === 9 ? '3*max(round(3*depth), 1)' : `max(round(${count}*depth), 1)`),
  stem: ({ channels }) => ({ id: 'stem', definition: 'focus', fields: { outChannels: channels(64) } }),
  pools: 'parallel',
  middle: [9, 9],
  ends: ({ channels }) => [
    {
      id: 'head',
      definition: 'yolox-head',
      fields: { channels: channels(256), ...followed('classes') },
      from: necks,
    },
    { id: 'output', definition: 'output' },
  ],
};

type Row = readonly [size: string, width: number, depth: number, side?: number];

const yolov5Rows: readonly Row[] = [
  ['n', 0.25, 0.33],
  ['s', 0.5, 0.33],
  ['m', 0.75, 0.67],
  ['l', 1, 1],
  ['x', 1.25, 1.33],
];

const yoloxRows: readonly Row[] = [
  ['tiny', 0.375, 0.33, 416],
  ['s', 0.5, 0.33],
  ['m', 0.75, 0.67],
  ['l', 1, 1],
  ['x', 1.25, 1.33],
];

const sized = (width: number, depth: number) => `width ${width}, depth ${depth}`;

export const yolos: readonly ReadyNetwork[] = [
  ...yolov5Rows.map(([size, width, depth]) =>
    yolo(yolov5, {
      name: `yolov5${size}`,
      title: `YOLOv5${size}`,
      subtitle: sized(width, depth),
      reference: `YOLOv5 5081342, models/yolov5${size}.yaml`,
      side: 640,
      width,
      depth,
    }),
  ),
  ...yoloxRows.map(([size, width, depth, side = 640]) =>
    yolo(yolox, {
      name: `yolox-${size}`,
      title: `YOLOX-${size}`,
      subtitle: sized(width, depth),
      reference: `Ge et al., YOLOX, 2021, arXiv 2107.08430; YOLOX 6ddff48, exps/default/yolox_${size}.py`,
      side,
      width,
      depth,
    }),
  ),
];
