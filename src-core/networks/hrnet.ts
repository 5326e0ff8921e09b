import { count } from './classic-parts.ts';
import type { NetworkFamily, NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

interface Form {
  /** Channels of the finest map. */
  readonly w: number;
  /** Planes and depth of the bottlenecks ahead of the first module. */
  readonly first: readonly [planes: number, depth: number];
  /** Basic blocks on each map of a module. */
  readonly depth: number;
  /** Modules of the stages with two, three and four maps. */
  readonly modules: readonly [number, number, number];
}

/** How the public code is configured for W18 and wider. */
const full = { first: [64, 4], depth: 4, modules: [1, 4, 3] } as const;

const stage = (
  branches: number,
  { depth, modules }: Form,
  from: readonly string[],
  alone = false,
): NetworkItem => ({
  id: `stage${branches}`,
  definition: 'hrnet-stage',
  fields: {
    modules: modules[branches - 2]!,
    branches,
    w: expression('w'),
    depth,
    ...(alone && { finest: true }),
  },
  from,
});

/** The map that a stage has beyond the one before it: half as fine and twice as wide as the coarsest so far. */
const coarser = (branches: number): NetworkItem => ({
  id: `transition${branches - 1}`,
  definition: 'conv-unit',
  fields: { outChannels: expression(`${2 ** (branches - 1)}*w`), stride: 2 },
  from: [`stage${branches - 1}.out${branches - 1}`],
  column: 1,
});

const maps = (branches: number): string[] =>
  Array.from({ length: branches }, (_, index) => `stage${branches}.out${index + 1}`);

/** Two strided convolutions, bottlenecks, and stages that each have one map more than the one before. */
const trunk = (
  form: Form,
  size: Readonly<Record<string, number>>,
  alone: boolean,
): readonly NetworkItem[] => [
  { id: 'input', definition: 'input', fields: size },
  { id: 'stem1', definition: 'conv-unit', fields: { outChannels: 64, stride: 2 } },
  { id: 'stem2', definition: 'conv-unit', fields: { outChannels: 64, stride: 2 } },
  {
    id: 'stage1',
    definition: 'resnet-stage',
    fields: { planes: form.first[0], depth: form.first[1] },
  },
  { id: 'fine', definition: 'conv-unit', fields: { outChannels: expression('w') } },
  {
    id: 'transition1',
    definition: 'conv-unit',
    fields: { outChannels: expression('2*w'), stride: 2 },
    from: ['stage1'],
    column: 1,
    row: 4,
  },
  stage(2, form, ['fine', 'transition1']),
  coarser(3),
  stage(3, form, [...maps(2), 'transition2']),
  coarser(4),
  stage(4, form, [...maps(3), 'transition3'], alone),
];

interface Named {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly reference: string;
  readonly family: NetworkFamily;
}

const hrnet = (
  { name, title, subtitle, reference, family }: Named,
  form: Form,
  size: Readonly<Record<string, number>>,
  ends: readonly NetworkItem[],
  alone = false,
): ReadyNetwork => ({
  name,
  title,
  subtitle,
  reference,
  family,
  design: network(
    title,
    [count('w', form.w)],
    [...trunk(form, size, alone), ...ends, { id: 'output', definition: 'output' }],
  ),
});

const paper = 'Wang et al., HRNet, 2019, arXiv 1908.07919';

/** The file of the repository's experiments is named by the width. */
function classifier(width: string, form: Form): ReadyNetwork {
  const source = `HRNet-Image-Classification f760c98, cls_hrnet_w${width}_sgd_lr5e-2_wd1e-4_bs32_x100.yaml`;
  return hrnet(
    {
      name: `hrnet-w${width.replaceAll('_', '-')}`,
      title: `HRNet-W${width.replaceAll('_', ' ')}`,
      subtitle: `four maps side by side, ${form.w} channels in the finest`,
      reference: `${paper}; ${source}; timm hrnet_w${width.replace('_v1', '')}`,
      family: 'Modern',
    },
    form,
    {},
    [
      { id: 'neck', definition: 'hrnet-head', from: maps(4) },
      // cls_hrnet.py pools by functional.avg_pool2d.
      { id: 'head', definition: 'head', call: 'function' },
    ],
  );
}

/** Heat maps of the 17 joints of COCO's people, at a quarter of the image. */
function pose(w: number, height: number, width: number): ReadyNetwork {
  const config = `w${w}_${height}x${width}_adam_lr1e-3.yaml`;
  return hrnet(
    {
      name: `hrnet-pose-w${w}`,
      title: `HRNet-W${w} for poses`,
      subtitle: `heat maps of 17 joints, ${height} × ${width}`,
      reference: `Sun et al., Deep High-Resolution Representation Learning, 2019, arXiv 1902.09212; deep-high-resolution-net.pytorch 6f69e46, lib/models/pose_hrnet.py, ${config}`,
      family: 'Detection',
    },
    { w, ...full },
    { height, width },
    [
      {
        id: 'head',
        definition: 'conv2d',
        fields: { outChannels: 17, kernel: 1, bias: true },
        from: ['stage4.out1'],
      },
    ],
    true,
  );
}

export const hrnets: readonly ReadyNetwork[] = [
  classifier('18_small_v1', { w: 16, first: [32, 1], depth: 2, modules: [1, 1, 1] }),
  classifier('18_small_v2', { w: 18, first: [64, 2], depth: 2, modules: [1, 3, 2] }),
  ...[18, 30, 32, 40, 44, 48, 64].map((w) => classifier(`${w}`, { w, ...full })),
];

export const hrnetPoses: readonly ReadyNetwork[] = [pose(32, 256, 192), pose(48, 384, 288)];
