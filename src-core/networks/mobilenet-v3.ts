import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { widened, widthVariable } from './width-multiplier.ts';

type Row = readonly [
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
  readonly rows: readonly Row[];
  readonly features: ReadyNetwork['features'];
  /** Features between the two linear layers of the head. */
  readonly last: number;
}

const epsilon = '1e-3';

/** The first row widens nothing: its hidden channels are those of the stem. */
function bottleneck([k, hidden, channels, squeeze, activation, stride]: Row, index: number): NetworkItem {
  return {
    id: `bneck${index + 1}`,
    definition: 'inverted-residual',
    fields: {
      outChannels: widened(channels),
      ...(index === 0 ? { ratio: 1 } : { expansion: 'channels' }),
      hidden: widened(hidden),
      k,
      stride,
      ...(squeeze === 'SE' && {
        squeeze: 'channels',
        reduced: expression('makeDivisible(floor(hidden/4), 8)'),
        gate: 'hard-sigmoid',
      }),
      activation: activation === 'HS' ? 'hard-swish' : 'relu',
      epsilon,
    },
  };
}

function mobilenetV3({ name, title, rows, features, last }: Form): ReadyNetwork {
  const [, , lastChannels] = rows.at(-1)!;
  const unit = { activation: 'hard-swish', epsilon };
  return {
    name,
    title,
    subtitle: 'width 1.0',
    reference: `Howard et al., Searching for MobileNetV3, 2019, arXiv 1905.02244; torchvision ${name.replaceAll('-', '_')}`,
    family: 'Mobile',
    ...(features && { features }),
    design: network(
      title,
      [widthVariable()],
      [
        { id: 'input', definition: 'input' },
        { id: 'stem', definition: 'conv-unit', fields: { outChannels: widened(16), stride: 2, ...unit } },
        ...rows.map(bottleneck),
        {
          id: 'last',
          definition: 'conv-unit',
          fields: {
            outChannels: expression(`6*makeDivisible(${lastChannels}*width, 8)`),
            kernel: 1,
            ...unit,
          },
        },
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

export const mobilenetV3Large = mobilenetV3({
  name: 'mobilenet-v3-large',
  title: 'MobileNetV3-Large',
  rows: [
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
  ],
  features: ['bneck3', 'bneck6', 'bneck12', 'bneck15'],
  last: 1280,
});

export const mobilenetV3Small = mobilenetV3({
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
