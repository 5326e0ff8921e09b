import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

type FieldValues = NonNullable<NetworkItem['fields']>;

const paper = 'Chollet, Xception, 2016, arXiv 1610.02357';

const block = (id: string, fields: FieldValues): NetworkItem => ({
  id,
  definition: 'xception-block',
  fields,
});

const halving = { stride: 2, shortcut: 'projection' } as const;

/** The convolutions ahead are not padded, so that 299 rows become 147. */
const xception: ReadyNetwork = {
  name: 'xception',
  title: 'Xception',
  subtitle: 'separable convolutions, 299 × 299',
  reference: `${paper}; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/xception.py`,
  family: 'Classic',
  design: network(
    'Xception',
    [],
    [
      imageInput(299),
      { id: 'conv1', definition: 'conv-unit', fields: { outChannels: 32, stride: 2, padding: 'none' } },
      { id: 'conv2', definition: 'conv-unit', fields: { outChannels: 64, padding: 'none' } },
      block('block1', { widths: [128, 128], ...halving, place: 'ahead-but-first' }),
      block('block2', { widths: [256, 256], ...halving }),
      block('block3', { widths: [728, 728], ...halving }),
      ...Array.from({ length: 8 }, (_, index) => block(`block${index + 4}`, { widths: [728, 728, 728] })),
      block('block12', { widths: [728, 1024], ...halving }),
      { id: 'conv3', definition: 'separable-conv', fields: { outChannels: 1536 } },
      { id: 'conv4', definition: 'separable-conv', fields: { outChannels: 2048 } },
      // The code pools by functional.adaptive_avg_pool2d.
      { id: 'head', definition: 'head', call: 'function' },
      scoresOutput,
    ],
  ),
};

const unit = { epsilon: '1e-3' } as const;
const aligned = { reduce: 'conv', innerNorm: true, ...unit } as const;

type Entry = readonly (readonly [width: number, stride: 1 | 2])[];

/** The form of segmenters: convolutions that step in place of pools, and norms between the parts of each. */
function alignedXception(layers: 41 | 65 | 71, entry: Entry, middle: number): ReadyNetwork {
  const title = `Xception-${layers}`;
  const first = entry.map(([width, stride], index) =>
    block(`entry${index + 1}`, {
      widths: [width, width, width],
      stride,
      shortcut: index > 0 && entry[index - 1]![0] === width && stride === 1 ? 'input' : 'projection',
      ...aligned,
    }),
  );
  return {
    name: `xception-${layers}`,
    title,
    subtitle: 'aligned, 299 × 299',
    reference: `${paper}; Chen et al., DeepLabV3+, 2018, arXiv 1802.02611; timm xception${layers}`,
    family: 'Classic',
    design: network(
      title,
      [],
      [
        imageInput(299),
        { id: 'conv1', definition: 'conv-unit', fields: { outChannels: 32, stride: 2, ...unit } },
        { id: 'conv2', definition: 'conv-unit', fields: { outChannels: 64, ...unit } },
        ...first,
        ...Array.from({ length: middle }, (_, index) =>
          block(`middle${index + 1}`, { widths: [728, 728, 728], ...aligned }),
        ),
        block('exit1', { widths: [728, 1024, 1024], ...halving, ...aligned }),
        block('exit2', { widths: [1536, 1536, 2048], shortcut: 'none', place: 'behind', ...aligned }),
        { id: 'head', definition: 'head' },
        scoresOutput,
      ],
    ),
  };
}

const usualEntry: Entry = [
  [128, 2],
  [256, 2],
  [728, 2],
];

const deepEntry: Entry = [
  [128, 2],
  [256, 1],
  [256, 2],
  [728, 1],
  [728, 2],
];

export const xceptions: readonly ReadyNetwork[] = [
  xception,
  alignedXception(41, usualEntry, 8),
  alignedXception(65, usualEntry, 16),
  alignedXception(71, deepEntry, 16),
];
