import type { Backbone } from './backbone.ts';
import { deeplabKeys, fcnKeys } from './keys/segmentation-keys.ts';
import type { NetworkItem } from './ready-network.ts';
import { expression } from './ready-network.ts';
import type { Task } from './task.ts';
import { classesVariable, followed } from './task.ts';

/** Items that enlarge scores to the size of the image and hand them out. */
export const enlarged = (
  { input }: Backbone,
  scores: string,
  names: { readonly up: string; readonly out: string; readonly column?: number; readonly row: number },
  mode = 'bilinear',
): NetworkItem[] => [
  {
    id: names.up,
    definition: 'resize',
    fields: { mode, to: 'input' },
    from: [scores, input],
    to: ['in', 'like'],
    column: names.column ?? 0,
    row: names.row,
  },
  { id: names.out, definition: 'output', column: names.column ?? 0 },
];

/** The auxiliary head reads the map before the last; it is trained with the network and not asked for afterwards. */
export const auxiliary = (backbone: Backbone, feature: number, mode?: string): NetworkItem[] => [
  {
    id: 'aux-head',
    definition: 'fcn-head',
    fields: followed('classes'),
    from: [backbone.features[feature]!],
    column: 1,
    row: 0,
  },
  ...enlarged(backbone, 'aux-head', { up: 'aux-up', out: 'aux', column: 1, row: 1 }, mode),
];

/** The rates of DeepLab's papers are 12 at an output stride of 8, 6 at 16. */
const rate = expression('floor(96/outputStride)');

/** The DeepLabHead of torchvision has this rate on every backbone, as the decoders of segmentation_models.pytorch have. */
const fixedRate = 12;

const heads = {
  fcn: { definition: 'fcn-head', fields: followed('classes') },
  'deeplab-v3': { definition: 'deeplab-head', fields: { rate, ...followed('classes') } },
} as const;

const family = 'Segmentation';
const variables = [classesVariable(21)];

interface PlainOptions extends Pick<Task, 'outputStride' | 'reads'> {
  /** Fields of the head, beside its own. */
  readonly fields?: NetworkItem['fields'];
}

/** The head reads the last of the feature maps, the auxiliary head the first of those in `reads`. */
function plain(
  head: keyof typeof heads,
  names: Pick<Task, 'title' | 'reference' | 'publicKeys'>,
  isAided: boolean,
  { outputStride, reads, fields }: PlainOptions = { outputStride: 8, reads: [2, 3] },
): Task {
  const { definition, fields: own } = heads[head];
  return {
    ...names,
    name: isAided ? head : `${head}-no-aux`,
    title: isAided ? names.title : `${names.title} without auxiliary head`,
    subtitle: isAided ? 'with auxiliary head' : 'one head',
    family,
    side: 520,
    reads,
    ...(outputStride !== undefined && { outputStride }),
    variables,
    items: (backbone) => [
      { id: 'head', definition, fields: { ...own, ...fields }, from: [backbone.features[3]] },
      ...enlarged(backbone, 'head', { up: 'up', out: 'output', row: 1 }),
      ...(isAided ? auxiliary(backbone, reads[0]!) : []),
    ],
  };
}

const fcn = {
  title: 'FCN',
  reference: 'Long et al., 2014, arXiv 1411.4038; torchvision fcn_resnet50',
  publicKeys: fcnKeys,
} as const;
const deeplab = {
  title: 'DeepLabV3',
  reference: 'Chen et al., DeepLabV3, 2017, arXiv 1706.05587; torchvision deeplabv3_resnet50',
  publicKeys: deeplabKeys,
} as const;

/**
 * Two public forms of DeepLabV3+ differ in their convolutions and in how they enlarge; the separable one dilates the filters
 * that lose a step too, and has the rates of DeepLabV3 at any output stride.
 */
const deeplabPlus = (
  names: Pick<Task, 'name' | 'title' | 'subtitle' | 'reference'>,
  separable: boolean,
): Task => ({
  ...names,
  family,
  side: 512,
  reads: [0, 3],
  outputStride: 16,
  ...(separable && { dilatesStep: true }),
  variables,
  items: (backbone) => [
    {
      id: 'aspp',
      definition: 'aspp',
      fields: { rate: separable ? fixedRate : rate, separable },
      from: [backbone.features[3]],
    },
    {
      id: 'decoder',
      definition: 'deeplab-decoder',
      fields: { separable, ...followed('classes') },
      from: [backbone.features[0], 'aspp'],
      to: ['early', 'in'],
    },
    ...enlarged(
      backbone,
      'decoder',
      { up: 'up', out: 'output', row: 2 },
      separable ? 'bilinear-corners' : 'bilinear',
    ),
  ],
});

const plus = 'Chen et al., DeepLabV3+, 2018, arXiv 1802.02611';

export const segmenters: readonly Task[] = [
  plain('fcn', fcn, true),
  plain('fcn', fcn, false),
  plain('deeplab-v3', deeplab, true),
  plain('deeplab-v3', deeplab, false),
  deeplabPlus(
    {
      name: 'deeplab-v3-plus',
      title: 'DeepLabV3+',
      subtitle: 'plain convolutions',
      reference: `${plus}; VainF/DeepLabV3Plus-Pytorch 4e1087d`,
    },
    false,
  ),
  deeplabPlus(
    {
      name: 'deeplab-v3-plus-separable',
      title: 'DeepLabV3+, separable',
      subtitle: 'separable convolutions',
      reference: `${plus}; segmentation_models.pytorch 5006616`,
    },
    true,
  ),
];

/** DeepLabV3 of torchvision on a mobile network: less fine, and its auxiliary head reads the map at 1/8. */
export const mobileDeeplab: Task = plain(
  'deeplab-v3',
  {
    ...deeplab,
    reference: 'Chen et al., DeepLabV3, 2017, arXiv 1706.05587; torchvision deeplabv3_mobilenet_v3_large',
  },
  true,
  { outputStride: 16, reads: [1, 3], fields: { rate: fixedRate } },
);

/** Lite R-ASPP: a gated view of the last map, joined with the scores of the map at 1/8. */
export const lraspp: Task = {
  name: 'lraspp',
  title: 'LR-ASPP',
  subtitle: 'lite reduced ASPP',
  reference: 'Howard et al., MobileNetV3, 2019, arXiv 1905.02244; torchvision lraspp_mobilenet_v3_large',
  family,
  side: 520,
  reads: [1, 3],
  outputStride: 16,
  variables,
  items: (backbone) => [
    {
      id: 'head',
      definition: 'lraspp-head',
      fields: followed('classes'),
      from: [backbone.features[1], backbone.features[3]],
      to: ['early', 'in'],
    },
    ...enlarged(backbone, 'head', { up: 'up', out: 'output', row: 1 }),
  ],
};
