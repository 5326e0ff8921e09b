import type { FieldValue } from '../document/design.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { basicStages, expression, residualFeatures, residualNetwork, stages } from './ready-network.ts';
import { layers } from './resnet.ts';

interface Form {
  readonly count: 18 | 34 | 50;
  readonly kin?: 'ResNet' | 'ResNeXt';
  readonly subtitle: string;
  readonly source: string;
  /** Channels between the convolutions of the attention. */
  readonly reduced: string;
  readonly isDeep?: boolean;
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

function sknet({ count, kin = 'ResNet', subtitle, source, isDeep = false, ...form }: Form): ReadyNetwork {
  const title = `SK-${kin}-${count}${isDeep ? '-D' : ''}`;
  const { block, depths } = layers[count];
  const fields = {
    reduced: expression(form.reduced),
    ...(isDeep && { shortcut: 'pool' }),
    ...form.fields,
  };
  return {
    name: title.toLowerCase(),
    title,
    subtitle,
    reference: `Li et al., Selective Kernel Networks, 2019, arXiv 1903.06586; timm ${source}`,
    family: 'Attention',
    features: residualFeatures,
    design: residualNetwork(
      title,
      [],
      { kind: isDeep ? 'deep' : 'plain' },
      block === 'basic' ? basicStages('sk-basic-stage', depths, fields) : stages('sk-stage', depths, fields),
    ),
  };
}

const halves = 'each filter reads half of the channels';
const ofBasic = 'makeDivisible(planes/8, 16)';
const ofBottleneck = 'makeDivisible(planes/16, 8)';

export const sknets: readonly ReadyNetwork[] = [
  sknet({ count: 18, subtitle: halves, source: 'skresnet18', reduced: ofBasic }),
  sknet({ count: 34, subtitle: halves, source: 'skresnet34', reduced: ofBasic }),
  sknet({ count: 50, subtitle: halves, source: 'skresnet50', reduced: ofBottleneck }),
  sknet({ count: 50, subtitle: halves, source: 'skresnet50d', reduced: ofBottleneck, isDeep: true }),
  sknet({
    count: 50,
    kin: 'ResNeXt',
    subtitle: '32 × 4d, the SKNet-50 of the paper',
    source: 'skresnext50_32x4d',
    reduced: 'makeDivisible(2*planes/16, 32)',
    fields: { baseWidth: 4, groups: 32, halves: false },
  }),
];
