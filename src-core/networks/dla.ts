import type { NetworkFamily, NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

interface Form {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly reference: string;
  readonly family: NetworkFamily;
  /** Levels of the trees at a quarter, 1/8, 1/16 and 1/32 of the input. */
  readonly levels: readonly [number, number, number, number];
  /** Width of each group for 64 planes, and groups: the blocks are half as wide inside as `planes * w/64` says. */
  readonly w: number;
  readonly s?: number;
  readonly cardinality?: 1 | 8 | 32 | 64;
  readonly block?: 'basic';
  /** Planes of the trees; each is twice as wide as the one before unless it says otherwise. */
  readonly planes?: readonly [number, number, number, number];
  readonly residualRoot?: boolean;
}

const usualPlanes = [128, 256, 512, 1024] as const;

const trees = ['level2', 'level3', 'level4', 'level5'] as const;

function dla({ levels, w, s = 1, cardinality = 1, residualRoot = false, ...form }: Form): ReadyNetwork {
  const { block, planes = usualPlanes, ...named } = form;
  const width = cardinality === 1 ? 'floor(planes*w/128)' : `floor(planes*w/64)*${cardinality / 2}`;
  const tree = (id: string, index: number): NetworkItem => ({
    id,
    definition: 'dla-tree',
    fields: {
      levels: levels[index]!,
      planes: planes[index]!,
      ...(block === undefined ? { w: expression(width), s: expression('s') } : { block }),
      ...(cardinality > 1 && { cardinality }),
      stride: 2,
      ...(index > 0 && { keepsInput: true }),
      ...(planes[index] === planes[index - 1] && { project: false }),
      ...(residualRoot && { residualRoot }),
    },
  });
  return {
    ...named,
    features: trees,
    design: network(
      named.title,
      block === undefined
        ? [
            { name: 'w', kind: 'integer', value: w, min: 1, max: 4096 },
            { name: 's', kind: 'integer', value: s, min: 1, max: 64 },
          ]
        : [],
      [
        { id: 'input', definition: 'input' },
        { id: 'base', definition: 'conv-unit', fields: { outChannels: 16, kernel: 7 } },
        { id: 'level0', definition: 'conv-unit', fields: { outChannels: 16 } },
        { id: 'level1', definition: 'conv-unit', fields: { outChannels: 32, stride: 2 } },
        ...trees.map(tree),
        { id: 'pool', definition: 'global-avg-pool' },
        // The classifier is a convolution of one position, as in the code.
        { id: 'fc', definition: 'conv2d', fields: { outChannels: 1000, kernel: 1, bias: true } },
        { id: 'flatten', definition: 'flatten' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

const paper = 'Yu et al., Deep Layer Aggregation, 2017, arXiv 1707.06484';
const scaled = 'Gao et al., Res2Net, 2019, arXiv 1904.01169; Res2Net-PretrainedModels 13af788, dla.py';
const levels60 = [1, 2, 3, 1] as const;
const levels102 = [1, 3, 4, 1] as const;

const levels34 = [1, 2, 2, 1] as const;
const compact = [64, 64, 128, 256] as const;

const dla34 = dla({
  name: 'dla-34',
  title: 'DLA-34',
  subtitle: 'basic blocks in aggregation trees',
  reference: `${paper}; timm dla34`,
  family: 'Classic',
  levels: levels34,
  planes: [64, 128, 256, 512],
  block: 'basic',
  w: 64,
});

const dla46c = dla({
  name: 'dla-46-c',
  title: 'DLA-46-C',
  subtitle: 'compact',
  reference: `${paper}; timm dla46_c`,
  family: 'Classic',
  levels: levels34,
  planes: compact,
  w: 64,
});

const dlaX46c = dla({
  name: 'dla-x-46-c',
  title: 'DLA-X-46-C',
  subtitle: 'compact, 32 × 4d',
  reference: `${paper}; timm dla46x_c`,
  family: 'Classic',
  levels: levels34,
  planes: compact,
  w: 4,
  cardinality: 32,
});

const dlaX60c = dla({
  name: 'dla-x-60-c',
  title: 'DLA-X-60-C',
  subtitle: 'compact, 32 × 4d',
  reference: `${paper}; timm dla60x_c`,
  family: 'Classic',
  levels: levels60,
  planes: compact,
  w: 4,
  cardinality: 32,
});

const dla60 = dla({
  name: 'dla-60',
  title: 'DLA-60',
  subtitle: 'bottlenecks in aggregation trees',
  reference: `${paper}; timm dla60`,
  family: 'Classic',
  levels: levels60,
  w: 64,
});

const dlaX60 = dla({
  name: 'dla-x-60',
  title: 'DLA-X-60',
  subtitle: '32 × 4d',
  reference: `${paper}; timm dla60x`,
  family: 'Classic',
  levels: levels60,
  w: 4,
  cardinality: 32,
});

const dla102 = dla({
  name: 'dla-102',
  title: 'DLA-102',
  subtitle: 'residual roots',
  reference: `${paper}; timm dla102`,
  family: 'Classic',
  levels: levels102,
  w: 64,
  residualRoot: true,
});

const dlaX102 = dla({
  name: 'dla-x-102',
  title: 'DLA-X-102',
  subtitle: '32 × 4d, residual roots',
  reference: `${paper}; timm dla102x`,
  family: 'Classic',
  levels: levels102,
  w: 4,
  cardinality: 32,
  residualRoot: true,
});

const dlaX102wide = dla({
  name: 'dla-x-102-64',
  title: 'DLA-X-102 64',
  subtitle: '64 × 4d, residual roots',
  reference: `${paper}; timm dla102x2`,
  family: 'Classic',
  levels: levels102,
  w: 4,
  cardinality: 64,
  residualRoot: true,
});

const dla169 = dla({
  name: 'dla-169',
  title: 'DLA-169',
  subtitle: 'residual roots',
  reference: `${paper}; timm dla169`,
  family: 'Classic',
  levels: [2, 3, 5, 1],
  w: 64,
  residualRoot: true,
});

/** The public code registers 297,472 weights of projections that it never runs; they are left out, as in timm. */
const res2netDla60 = dla({
  name: 'res2net-dla-60',
  title: 'Res2Net-DLA-60',
  subtitle: '28w × 4s in aggregation trees',
  reference: `${scaled}, res2net_dla60; timm dla60_res2net`,
  family: 'Res2Net',
  levels: levels60,
  w: 28,
  s: 4,
});

const res2nextDla60 = dla({
  name: 'res2next-dla-60',
  title: 'Res2NeXt-DLA-60',
  subtitle: '4w × 4s, 8 groups in aggregation trees',
  reference: `${scaled}, res2next_dla60; timm dla60_res2next`,
  family: 'Res2Net',
  levels: levels60,
  w: 4,
  s: 4,
  cardinality: 8,
});

export const dlas: readonly ReadyNetwork[] = [
  dla34,
  dla46c,
  dlaX46c,
  dlaX60c,
  dla60,
  dlaX60,
  dla102,
  dlaX102,
  dlaX102wide,
  dla169,
];
export const res2netDlas: readonly ReadyNetwork[] = [res2netDla60, res2nextDla60];
