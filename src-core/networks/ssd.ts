import type { FieldValue } from '../document/design.ts';
import { count } from './classic-parts.ts';
import type { MobileRow } from './mobilenet-v3.ts';
import { largeRows, mobileParts } from './mobilenet-v3.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { classesVariable, followed } from './task.ts';
import { widened, widthVariable } from './width-multiplier.ts';

type FieldValues = Readonly<Record<string, FieldValue>>;

const input = (side: number): NetworkItem => ({
  id: 'input',
  definition: 'input',
  fields: { height: side, width: side },
});

/** The head under a trunk of so many rows, and what leaves it. */
const detecting = (rows: number, maps: readonly string[], fields: FieldValues): readonly NetworkItem[] => [
  {
    id: 'head',
    definition: 'ssd-head',
    fields: { ...fields, ...followed('classes') },
    from: maps,
    row: rows,
  },
  { id: 'scores', definition: 'output', from: ['head.scores'], column: -0.5 },
  { id: 'boxes', definition: 'output', from: ['head.boxes'], column: 0.5, row: rows + 1 },
];

const extraIds = ['extra1', 'extra2', 'extra3', 'extra4'] as const;

/** Behind VGG's last stage its two hidden layers have become convolutions: wide ones, and 1 × 1. */
const hidden = { outChannels: expression('16*w'), bias: true, norm: 'none' } as const;

const vggTrunk: readonly NetworkItem[] = [
  input(300),
  { id: 'stage1', definition: 'vgg-stage', fields: { depth: 2, outChannels: expression('w') } },
  { id: 'stage2', definition: 'vgg-stage', fields: { depth: 2, outChannels: expression('2*w') } },
  { id: 'stage3', definition: 'vgg-stage', fields: { depth: 3, outChannels: expression('4*w'), ceil: true } },
  // The finest map is read ahead of the pool.
  { id: 'stage4', definition: 'vgg-stage', fields: { depth: 3, outChannels: expression('8*w'), stride: 1 } },
  { id: 'pool4', definition: 'max-pool', fields: { kernel: 2, padding: 'none' } },
  { id: 'stage5', definition: 'vgg-stage', fields: { depth: 3, outChannels: expression('8*w'), stride: 1 } },
  { id: 'pool5', definition: 'max-pool', fields: { stride: 1 } },
  { id: 'fc6', definition: 'conv-unit', fields: { ...hidden, dilation: 6 } },
  { id: 'fc7', definition: 'conv-unit', fields: { ...hidden, kernel: 1 } },
  ...extraIds.map(
    (id, index): NetworkItem => ({
      id,
      definition: 'ssd-extra',
      fields: {
        outChannels: expression(index === 0 ? '8*w' : '4*w'),
        ...(index > 1 && { stride: 1, padding: 'none' }),
      },
    }),
  ),
];

/** Values of the finest map are larger than those of the others: brought to length 1, then scaled by learned factors. */
const rescaled: readonly NetworkItem[] = [
  { id: 'length', definition: 'l2-norm', from: ['stage4'], column: 1, row: 5 },
  { id: 'scale', definition: 'scale', column: 1, row: 6 },
];

const ssd300Vgg16: ReadyNetwork = {
  name: 'ssd300-vgg-16',
  title: 'SSD300 on VGG-16',
  subtitle: 'six maps, the finest at 1/8',
  reference: 'Liu et al., SSD, 2015, arXiv 1512.02325; torchvision ssd300_vgg16',
  family: 'Detection',
  design: network(
    'SSD300 on VGG-16',
    [count('w', 64, 1024), classesVariable(91)],
    [
      ...vggTrunk,
      ...rescaled,
      ...detecting(vggTrunk.length, ['scale', 'fc7', ...extraIds], { anchors: [4, 6, 6, 6, 4, 4] }),
    ],
  ),
};

/** The block that steps to 1/32; its expansion is the finest map that is read. */
const stepping = 12;

/** The reduced tail: the blocks at 1/32 have half their channels, but for the inside of the first. */
const reduced = largeRows
  .slice(stepping)
  .map(
    ([k, inside, channels, ...rest], index): MobileRow => [
      k,
      index === 0 ? inside : inside / 2,
      channels / 2,
      ...rest,
    ],
  );
const [, expanded] = reduced[0]!;
const [, , tailChannels] = reduced.at(-1)!;

/** torchvision's ssdlite.py has norms of its own in the trunk too. */
const momentum = '0.03';
const parts = mobileParts(momentum);
const separable = { separable: true, norm: 'batch', activation: 'relu6', epsilon: '1e-3', momentum } as const;

const mobileTrunk: readonly NetworkItem[] = [
  input(320),
  parts.stem,
  ...largeRows.slice(0, stepping).map((row, index) => parts.bottleneck(`bneck${index + 1}`, row, index > 0)),
  {
    id: 'expand13',
    definition: 'conv-unit',
    fields: { outChannels: widened(expanded), kernel: 1, ...parts.unit },
  },
  ...reduced.map((row, index) => parts.bottleneck(`bneck${stepping + index + 1}`, row, index > 0)),
  parts.last(tailChannels),
  ...[512, 256, 256, 128].map(
    (channels, index): NetworkItem => ({
      id: extraIds[index]!,
      definition: 'ssd-extra',
      fields: { outChannels: expression(`max(16, floor(${channels}*width))`), ...separable },
    }),
  ),
];

const ssdlite320MobilenetV3Large: ReadyNetwork = {
  name: 'ssdlite320-mobilenet-v3-large',
  title: 'SSDLite320 on MobileNetV3-Large',
  subtitle: 'reduced tail, six maps, the finest at 1/16',
  reference:
    'Sandler et al., MobileNetV2, 2018, arXiv 1801.04381; Howard et al., MobileNetV3, 2019, arXiv 1905.02244; torchvision ssdlite320_mobilenet_v3_large',
  family: 'Detection',
  design: network(
    'SSDLite320 on MobileNetV3-Large',
    [widthVariable(), classesVariable(91)],
    [
      ...mobileTrunk,
      ...detecting(mobileTrunk.length, ['expand13', 'last', ...extraIds], {
        anchors: [6, 6, 6, 6, 6, 6],
        ...separable,
      }),
    ],
  ),
};

export const ssds: readonly ReadyNetwork[] = [ssd300Vgg16, ssdlite320MobilenetV3Large];
