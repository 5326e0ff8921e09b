import { mobilenetV3Keys } from './keys/mobile-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { widened, widthVariable } from './width-multiplier.ts';

export type MobileRow = readonly [
  k: number,
  hidden: number,
  channels: number,
  squeeze: 'SE' | '-',
  activation: 'RE' | 'HS',
  stride: number,
];

interface Form {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly MobileRow[];
  readonly features: ReadyNetwork['features'];
  /** Features between the two linear layers of the head. */
  readonly last: number;
}

/** Stem, blocks and last convolution, whose norms add 1e-3 and follow new batches by that share. */
export function mobileParts(momentum: string) {
  const norm = { epsilon: '1e-3', momentum } as const;
  /** What follows the convolutions at both ends. */
  const unit = { activation: 'hard-swish', ...norm } as const;
  const stem: NetworkItem = {
    id: 'stem',
    definition: 'conv-unit',
    fields: { outChannels: widened(16), stride: 2, ...unit },
  };
  /** The convolution behind the last block, whose channels it widens by 6. */
  const last = (channels: number): NetworkItem => ({
    id: 'last',
    definition: 'conv-unit',
    fields: {
      outChannels: expression(`6*makeDivisible(${channels}*width, 8)`),
      kernel: 1,
      ...unit,
    },
  });
  /** A row of the paper's table as a block; one that widens nothing has the channels of the block before it inside. */
  const bottleneck = (
    id: string,
    [k, hidden, channels, squeeze, activation, stride]: MobileRow,
    widens = true,
  ): NetworkItem => ({
    id,
    definition: 'inverted-residual',
    fields: {
      outChannels: widened(channels),
      ...(widens ? { expansion: 'channels' } : { ratio: 1 }),
      hidden: widened(hidden),
      k,
      stride,
      ...(squeeze === 'SE' && {
        squeeze: 'channels',
        reduced: expression('makeDivisible(floor(hidden/4), 8)'),
        gate: 'hard-sigmoid',
      }),
      activation: activation === 'HS' ? 'hard-swish' : 'relu',
      ...norm,
    },
  });
  return { unit, stem, last, bottleneck };
}

const parts = mobileParts('0.01');

function mobilenetV3({ name, title, rows, features, last }: Form): ReadyNetwork {
  const [, , lastChannels] = rows.at(-1)!;
  return {
    name,
    title,
    subtitle: 'width 1.0',
    reference: `Howard et al., Searching for MobileNetV3, 2019, arXiv 1905.02244; torchvision ${name.replaceAll('-', '_')}`,
    family: 'Mobile',
    ...(features && { features }),
    publicKeys: mobilenetV3Keys(rows.map((row, at) => ({ widens: at > 0, squeezes: row[3] === 'SE' }))),
    // torchvision/models/mobilenetv3.py, _mobilenet_v3_conf: all of C4 has the dilation, and what is dilated has no step.
    dilatesStep: true,
    design: network(
      title,
      [widthVariable()],
      [
        { id: 'input', definition: 'input' },
        parts.stem,
        // The first row's hidden channels are those of the stem.
        ...rows.map((row, index) => parts.bottleneck(`bneck${index + 1}`, row, index > 0)),
        parts.last(lastChannels),
        {
          id: 'head',
          definition: 'mlp-head',
          fields: {
            grid: 1,
            hidden: [{ expression: `makeDivisible(${last}*width, 8)` }],
            drop: 200,
            activation: 'hard-swish',
          },
        },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

export const largeRows: readonly MobileRow[] = [
  [3, 16, 16, '-', 'RE', 1],
  [3, 64, 24, '-', 'RE', 2],
  [3, 72, 24, '-', 'RE', 1],
  [5, 72, 40, 'SE', 'RE', 2],
  [5, 120, 40, 'SE', 'RE', 1],
  [5, 120, 40, 'SE', 'RE', 1],
  [3, 240, 80, '-', 'HS', 2],
  [3, 200, 80, '-', 'HS', 1],
  [3, 184, 80, '-', 'HS', 1],
  [3, 184, 80, '-', 'HS', 1],
  [3, 480, 112, 'SE', 'HS', 1],
  [3, 672, 112, 'SE', 'HS', 1],
  [5, 672, 160, 'SE', 'HS', 2],
  [5, 960, 160, 'SE', 'HS', 1],
  [5, 960, 160, 'SE', 'HS', 1],
];

export const mobilenetV3Large = mobilenetV3({
  name: 'mobilenet-v3-large',
  title: 'MobileNetV3-Large',
  rows: largeRows,
  features: ['bneck3', 'bneck6', 'bneck12', 'bneck15'],
  last: 1280,
});

const mobilenetV3Small = mobilenetV3({
  name: 'mobilenet-v3-small',
  title: 'MobileNetV3-Small',
  rows: [
    [3, 16, 16, 'SE', 'RE', 2],
    [3, 72, 24, '-', 'RE', 2],
    [3, 88, 24, '-', 'RE', 1],
    [5, 96, 40, 'SE', 'HS', 2],
    [5, 240, 40, 'SE', 'HS', 1],
    [5, 240, 40, 'SE', 'HS', 1],
    [5, 120, 48, 'SE', 'HS', 1],
    [5, 144, 48, 'SE', 'HS', 1],
    [5, 288, 96, 'SE', 'HS', 2],
    [5, 576, 96, 'SE', 'HS', 1],
    [5, 576, 96, 'SE', 'HS', 1],
  ],
  features: ['bneck1', 'bneck3', 'bneck8', 'bneck11'],
  last: 1024,
});

export const mobilenetsV3: readonly ReadyNetwork[] = [mobilenetV3Large, mobilenetV3Small];
