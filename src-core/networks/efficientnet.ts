import type { FieldValue, Variable } from '../document/design.ts';
import { efficientnetKeys } from './keys/mobile-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { widened, widthVariable } from './width-multiplier.ts';

interface Row {
  readonly ratio: number;
  readonly k: number;
  readonly stride: number;
  readonly channels: number;
  readonly depth: number;
  readonly isFused?: boolean;
}

const features = ['stage2', 'stage3', 'stage5', 'stage7'] as const;

/** The stages of B0, which the others widen and deepen: table 1 of the paper. */
const rows: readonly Row[] = [
  { ratio: 1, k: 3, stride: 1, channels: 16, depth: 1 },
  { ratio: 6, k: 3, stride: 2, channels: 24, depth: 2 },
  { ratio: 6, k: 5, stride: 2, channels: 40, depth: 2 },
  { ratio: 6, k: 3, stride: 2, channels: 80, depth: 3 },
  { ratio: 6, k: 5, stride: 1, channels: 112, depth: 3 },
  { ratio: 6, k: 5, stride: 2, channels: 192, depth: 4 },
  { ratio: 6, k: 3, stride: 1, channels: 320, depth: 1 },
];

interface Form {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly reference: string;
  readonly features: NonNullable<ReadyNetwork['features']>;
  readonly variables: readonly Variable[];
  /** Rows and columns of the images that it is published for. */
  readonly side: number;
  readonly rows: readonly Row[];
  /** Channels of the stem and of the last convolution, and how others are written. */
  readonly stem: number;
  readonly last: FieldValue;
  readonly channels: (count: number) => FieldValue;
  readonly copies: (count: number) => FieldValue;
  readonly epsilon: '1e-3' | '1e-5';
  readonly momentum?: '0.01';
  /** How what steps is padded, where that is not alike on both sides. */
  readonly padding?: 'same';
}

/** What stem and stages are made of. */
type Trunk = Pick<Form, 'rows' | 'stem' | 'channels' | 'copies' | 'epsilon' | 'momentum' | 'padding'>;

const unitOf = ({ epsilon, momentum }: Trunk) => ({
  activation: 'silu',
  epsilon,
  ...(momentum !== undefined && { momentum }),
});

function stage(form: Trunk, row: Row, index: number): NetworkItem {
  const { ratio, k, stride, channels, depth, isFused = false } = row;
  const padding: NonNullable<NetworkItem['fields']> =
    form.padding === undefined ? {} : { padding: form.padding };
  const fields = {
    depth: form.copies(depth),
    outChannels: form.channels(channels),
    ratio,
    k,
    stride,
    ...unitOf(form),
  };
  return {
    id: `stage${index + 1}`,
    definition: isFused ? 'fused-mbconv-stage' : 'inverted-residual-stage',
    fields: isFused ? fields : { ...fields, ...padding, squeeze: 'input', squeezeActivation: 'silu' },
  };
}

const trunk = (form: Trunk): readonly NetworkItem[] => [
  {
    id: 'stem',
    definition: 'conv-unit',
    fields: {
      outChannels: form.channels(form.stem),
      stride: 2,
      ...(form.padding !== undefined && { padding: form.padding }),
      ...unitOf(form),
    },
  },
  ...form.rows.map((row, index) => stage(form, row, index)),
];

function efficientnet(form: Form): ReadyNetwork {
  const { name, title, subtitle, reference, side } = form;
  return {
    name,
    title,
    subtitle,
    reference,
    family: 'Mobile',
    features: form.features,
    publicKeys: efficientnetKeys(
      form.rows.map(({ isFused = false, ratio }) => ({ isFused, widens: ratio > 1 })),
    ),
    design: network(title, form.variables, [
      { id: 'input', definition: 'input', fields: { height: side, width: side } },
      ...trunk(form),
      { id: 'last', definition: 'conv-unit', fields: { outChannels: form.last, kernel: 1, ...unitOf(form) } },
      { id: 'head', definition: 'head' },
      { id: 'output', definition: 'output' },
    ]),
  };
}

/** Compound scaling: torchvision's width and depth coefficients and image sizes, B0 to B7. */
const scales: readonly (readonly [width: number, depth: number, side: number])[] = [
  [1.0, 1.0, 224],
  [1.0, 1.1, 240],
  [1.1, 1.2, 288],
  [1.2, 1.4, 300],
  [1.4, 1.8, 380],
  [1.6, 2.2, 456],
  [1.8, 2.6, 528],
  [2.0, 3.1, 600],
];

/** How B0 to B7 are made of the rows of B0. */
const scaled = (index: number) => {
  const [width, depth] = scales[index]!;
  return {
    variables: [
      widthVariable(width),
      { name: 'depth', kind: 'decimal', value: depth, min: 0.1, max: 16, step: 0.1 },
    ] as const satisfies readonly Variable[],
    rows,
    stem: 32,
    channels: (count: number) => widened(count),
    copies: (count: number) => expression(`ceil(depth*${count})`),
  };
};

/** Stem and stages of B0 to B7, with the variables that scale them, for networks that read their maps. */
export function efficientnetTrunk(index: number, unit: Pick<Form, 'epsilon' | 'padding'>) {
  const form = scaled(index);
  return { variables: form.variables, items: trunk({ ...form, ...unit }) };
}

const classifiers = scales.map(([width, depth, side], index) =>
  efficientnet({
    ...scaled(index),
    name: `efficientnet-b${index}`,
    title: `EfficientNet-B${index}`,
    subtitle: `width ${width.toFixed(1)}, depth ${depth.toFixed(1)}, ${side} px`,
    reference: `Tan and Le, EfficientNet, 2019, arXiv 1905.11946; torchvision efficientnet_b${index}`,
    features,
    side,
    last: expression('4*makeDivisible(320*width, 8)'),
    // torchvision keeps PyTorch's own numbers in the norms of the smaller five.
    ...(index < 5 ? { epsilon: '1e-5' } : { epsilon: '1e-3', momentum: '0.01' }),
  }),
);

interface V2 {
  readonly letter: 'S' | 'M' | 'L';
  readonly side: number;
  readonly stem: number;
  readonly features: Form['features'];
  readonly rows: readonly Row[];
}

/** The fused convolutions of the early stages train faster than depthwise ones. */
const efficientnetV2 = ({ letter, side, stem, features: maps, rows: stages }: V2): ReadyNetwork =>
  efficientnet({
    name: `efficientnet-v2-${letter.toLowerCase()}`,
    title: `EfficientNetV2-${letter}`,
    subtitle: `fused early stages, ${side} px`,
    reference: `Tan and Le, EfficientNetV2, 2021, arXiv 2104.00298; torchvision efficientnet_v2_${letter.toLowerCase()}`,
    features: maps,
    variables: [],
    side,
    rows: stages,
    stem,
    last: 1280,
    channels: (count) => count,
    copies: (count) => count,
    epsilon: '1e-3',
  });

const second: readonly V2[] = [
  {
    letter: 'S',
    side: 384,
    stem: 24,
    features: ['stage2', 'stage3', 'stage5', 'stage6'],
    rows: [
      { ratio: 1, k: 3, stride: 1, channels: 24, depth: 2, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 48, depth: 4, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 64, depth: 4, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 128, depth: 6 },
      { ratio: 6, k: 3, stride: 1, channels: 160, depth: 9 },
      { ratio: 6, k: 3, stride: 2, channels: 256, depth: 15 },
    ],
  },
  {
    letter: 'M',
    side: 480,
    stem: 24,
    features: ['stage2', 'stage3', 'stage5', 'stage7'],
    rows: [
      { ratio: 1, k: 3, stride: 1, channels: 24, depth: 3, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 48, depth: 5, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 80, depth: 5, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 160, depth: 7 },
      { ratio: 6, k: 3, stride: 1, channels: 176, depth: 14 },
      { ratio: 6, k: 3, stride: 2, channels: 304, depth: 18 },
      { ratio: 6, k: 3, stride: 1, channels: 512, depth: 5 },
    ],
  },
  {
    letter: 'L',
    side: 480,
    stem: 32,
    features: ['stage2', 'stage3', 'stage5', 'stage7'],
    rows: [
      { ratio: 1, k: 3, stride: 1, channels: 32, depth: 4, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 64, depth: 7, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 96, depth: 7, isFused: true },
      { ratio: 4, k: 3, stride: 2, channels: 192, depth: 10 },
      { ratio: 6, k: 3, stride: 1, channels: 224, depth: 19 },
      { ratio: 6, k: 3, stride: 2, channels: 384, depth: 25 },
      { ratio: 6, k: 3, stride: 1, channels: 640, depth: 7 },
    ],
  },
];

export const efficientnets: readonly ReadyNetwork[] = [...classifiers, ...second.map(efficientnetV2)];
