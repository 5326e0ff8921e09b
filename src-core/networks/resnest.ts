import type { ReadyNetwork } from './ready-network.ts';
import { expression, residualFeatures, residualNetwork, stages } from './ready-network.ts';

interface Form {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly depths: readonly number[];
  readonly source: string;
  readonly stemChannels?: 64 | 128;
  readonly radix?: number;
  readonly baseWidth?: number;
  readonly groups?: number;
  /** Whether the pools that step stand before the attention or after it. */
  readonly pool?: 'before' | 'after';
}

function resnest({ depths, source, ...form }: Form): ReadyNetwork {
  const { stemChannels = 64, radix = 2, baseWidth = 64, groups = 1, pool = 'after', ...named } = form;
  const inner = groups === 1 && baseWidth === 64 ? 'planes' : `floor(planes*${baseWidth}/64)*${groups}`;
  const body = stages('resnest-stage', depths, {
    ...(baseWidth !== 64 && { baseWidth }),
    ...(groups !== 1 && { groups }),
    radix: expression('radix'),
    reduced: expression(`max(32, makeDivisible(${inner}*radix/4, 8))`),
    shortcut: 'pool',
  });
  return {
    ...named,
    reference: `Zhang et al., ResNeSt, 2020, arXiv 2004.08955; ${source}`,
    family: 'Attention',
    features: residualFeatures,
    design: residualNetwork(
      named.title,
      [{ name: 'radix', kind: 'integer', value: radix, min: 1, max: 16 }],
      { kind: 'deep', outChannels: stemChannels },
      // The first stage does not step, and has no pool.
      body.map((item, index) => (index === 0 ? item : { ...item, fields: { ...item.fields, pool } })),
    ),
  };
}

const code = 'zhanghang1989/ResNeSt 1dfb3e8, resnest/torch/models/resnest.py';

/** The four that the paper names; timm calls the first 50d and the others e, for the wider stem. */
const published = (layers: number, depths: readonly number[], stemChannels: 64 | 128): ReadyNetwork =>
  resnest({
    name: `resnest-${layers}`,
    title: `ResNeSt-${layers}`,
    subtitle: '2s × 1 × 64d',
    depths,
    stemChannels,
    source: `${code}, resnest${layers}`,
  });

const depths50 = [3, 4, 6, 3];

export const resnests: readonly ReadyNetwork[] = [
  resnest({
    name: 'resnest-14-d',
    title: 'ResNeSt-14-D',
    subtitle: '2s × 1 × 64d',
    depths: [1, 1, 1, 1],
    source: 'timm resnest14d',
  }),
  resnest({
    name: 'resnest-26-d',
    title: 'ResNeSt-26-D',
    subtitle: '2s × 1 × 64d',
    depths: [2, 2, 2, 2],
    source: 'timm resnest26d',
  }),
  published(50, depths50, 64),
  published(101, [3, 4, 23, 3], 128),
  published(200, [3, 24, 36, 3], 128),
  published(269, [3, 30, 48, 8], 128),
  resnest({
    name: 'resnest-50-1s4x24d',
    title: 'ResNeSt-50-fast, 1s4x24d',
    subtitle: 'one map in each of 4 groups',
    depths: depths50,
    radix: 1,
    baseWidth: 24,
    groups: 4,
    pool: 'before',
    source: 'timm resnest50d_1s4x24d',
  }),
  resnest({
    name: 'resnest-50-4s2x40d',
    title: 'ResNeSt-50-fast, 4s2x40d',
    subtitle: 'four maps in each of 2 groups',
    depths: depths50,
    radix: 4,
    baseWidth: 40,
    groups: 2,
    pool: 'before',
    source: 'timm resnest50d_4s2x40d',
  }),
];
