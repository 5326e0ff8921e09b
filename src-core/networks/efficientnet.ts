import type { FieldValue, Variable } from '../document/design.ts';
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
}

function stage(form: Form, row: Row, index: number): NetworkItem {
  const { ratio, k, stride, channels, depth, isFused = false } = row;
  const fields = {
    depth: form.copies(depth),
    outChannels: form.channels(channels),
    ratio,
    k,
    stride,
    activation: 'silu',
    epsilon: form.epsilon,
  };
  return {
    id: `stage${index + 1}`,
    definition: isFused ? 'fused-mbconv-stage' : 'inverted-residual-stage',
    fields: isFused ? fields : { ...fields, squeeze: 'input', squeezeActivation: 'silu' },
  };
}

function efficientnet(form: Form): ReadyNetwork {
  const { name, title, subtitle, reference, side, epsilon } = form;
  const unit = { activation: 'silu', epsilon };
  const stem = { outChannels: form.channels(form.stem), stride: 2, ...unit };
  return {
    name,
    title,
    subtitle,
    reference,
    family: 'Mobile',
    features: form.features,
    design: network(title, form.variables, [
      { id: 'input', definition: 'input', fields: { height: side, width: side } },
      { id: 'stem', definition: 'conv-unit', fields: stem },
      ...form.rows.map((row, index) => stage(form, row, index)),
      { id: 'last', definition: 'conv-unit', fields: { outChannels: form.last, kernel: 1, ...unit } },
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

const scaled = scales.map(([width, depth, side], index) =>
  efficientnet({
    name: `efficientnet-b${index}`,
    title: `EfficientNet-B${index}`,
    subtitle: `width ${width.toFixed(1)}, depth ${depth.toFixed(1)}, ${side} px`,
    reference: `Tan and Le, EfficientNet, 2019, arXiv 1905.11946; torchvision efficientnet_b${index}`,
    features,
    variables: [
      widthVariable(width),
      { name: 'depth', kind: 'decimal', value: depth, min: 0.1, max: 16, step: 0.1 },
    ],
    side,
    rows,
    stem: 32,
    last: expression('4*makeDivisible(320*width, 8)'),
    channels: (count) => widened(count),
    copies: (count) => expression(`ceil(depth*${count})`),
    // torchvision keeps PyTorch's own epsilon in the smaller five.
    epsilon: index < 5 ? '1e-5' : '1e-3',
  }),
);

/** The fused convolutions of the early stages train faster than depthwise ones. */
const efficientnetV2S = efficientnet({
  name: 'efficientnet-v2-s',
  title: 'EfficientNetV2-S',
  subtitle: 'fused early stages, 384 px',
  reference: 'Tan and Le, EfficientNetV2, 2021, arXiv 2104.00298; torchvision efficientnet_v2_s',
  features: ['stage2', 'stage3', 'stage5', 'stage6'],
  variables: [],
  side: 384,
  rows: [
    { ratio: 1, k: 3, stride: 1, channels: 24, depth: 2, isFused: true },
    { ratio: 4, k: 3, stride: 2, channels: 48, depth: 4, isFused: true },
    { ratio: 4, k: 3, stride: 2, channels: 64, depth: 4, isFused: true },
    { ratio: 4, k: 3, stride: 2, channels: 128, depth: 6 },
    { ratio: 6, k: 3, stride: 1, channels: 160, depth: 9 },
    { ratio: 6, k: 3, stride: 2, channels: 256, depth: 15 },
  ],
  stem: 24,
  last: 1280,
  channels: (count) => count,
  copies: (count) => count,
  epsilon: '1e-3',
});

export const efficientnets: readonly ReadyNetwork[] = [...scaled, efficientnetV2S];
