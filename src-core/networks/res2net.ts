import { res2netKeys } from './keys/residual-keys.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { expression, residualFeatures, residualNetwork, stages } from './ready-network.ts';

interface Form {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly depths: readonly number[];
  /** Width and groups: the `26w × 4s` of a name. */
  readonly w: number;
  readonly s: number;
  /** v1b: deep stem and pooled shortcut. */
  readonly isDeep?: boolean;
  readonly cardinality?: number;
  readonly source: string;
}

function res2net({
  name,
  title,
  subtitle,
  depths,
  w,
  s,
  isDeep = false,
  cardinality = 1,
  source,
}: Form): ReadyNetwork {
  const width = cardinality === 1 ? 'floor(planes*w/64)' : `floor(planes*w/64)*${cardinality}`;
  return {
    name,
    title,
    subtitle,
    reference: `Gao et al., 2019, arXiv 1904.01169; Res2Net-PretrainedModels 219c8c6, ${source}`,
    family: 'Res2Net',
    features: residualFeatures,
    publicKeys: res2netKeys({ isDeep, isPooled: isDeep }),
    design: residualNetwork(
      title,
      [
        { name: 'w', kind: 'integer', value: w, min: 1, max: 4096 },
        { name: 's', kind: 'integer', value: s, min: 1, max: 64 },
      ],
      { kind: isDeep ? 'deep' : 'plain' },
      stages('res2net-stage', depths, {
        w: expression(width),
        s: expression('s'),
        ...(cardinality > 1 && { cardinality }),
        ...(isDeep && { shortcut: 'pool' }),
      }),
    ),
  };
}

const depths50 = [3, 4, 6, 3];
const depths101 = [3, 4, 23, 3];
const depths152 = [3, 8, 36, 3];
const usual = { w: 26, s: 4, subtitle: '26w × 4s' } as const;

export const res2net50 = res2net({
  ...usual,
  name: 'res2net-50',
  title: 'Res2Net-50',
  depths: depths50,
  source: 'res2net50_26w_4s',
});

export const res2net101 = res2net({
  ...usual,
  name: 'res2net-101',
  title: 'Res2Net-101',
  depths: depths101,
  source: 'res2net101_26w_4s',
});

const res2net152 = res2net({
  ...usual,
  name: 'res2net-152',
  title: 'Res2Net-152',
  depths: depths152,
  source: 'the depths of ResNet-152',
});

export const res2net50v1b = res2net({
  ...usual,
  name: 'res2net-50-v1b',
  title: 'Res2Net-50-v1b',
  depths: depths50,
  isDeep: true,
  source: 'res2net50_v1b_26w_4s',
});

export const res2net101v1b = res2net({
  ...usual,
  name: 'res2net-101-v1b',
  title: 'Res2Net-101-v1b',
  depths: depths101,
  isDeep: true,
  source: 'res2net101_v1b_26w_4s',
});

const res2net152v1b = res2net({
  ...usual,
  name: 'res2net-152-v1b',
  title: 'Res2Net-152-v1b',
  depths: depths152,
  isDeep: true,
  source: 'res2net152_v1b_26w_4s',
});

const res2net200v1b = res2net({
  ...usual,
  name: 'res2net-200-v1b',
  title: 'Res2Net-200-v1b',
  depths: [3, 12, 48, 3],
  isDeep: true,
  source: 'the depths of ResNet-200; PaddleClas Res2Net200_vd_26w_4s',
});

export const res2next50 = res2net({
  name: 'res2next-50',
  title: 'Res2NeXt-50',
  subtitle: '4w × 4s, 8 groups',
  depths: depths50,
  w: 4,
  s: 4,
  cardinality: 8,
  source: 'res2next50',
});

export const res2nets: readonly ReadyNetwork[] = [
  res2net50,
  res2net101,
  res2net152,
  res2net50v1b,
  res2net101v1b,
  res2net152v1b,
  res2net200v1b,
  res2next50,
];
