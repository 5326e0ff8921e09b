import type { Attention } from '../blocks/attention.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { layers, resnet } from './resnet.ts';

const papers = {
  se: 'Hu et al., Squeeze-and-Excitation Networks, 2017, arXiv 1709.01507',
  eca: 'Wang et al., ECA-Net, 2019, arXiv 1910.03151',
  cbam: 'Woo et al., CBAM, 2018, arXiv 1807.06521',
} as const;
const titles = { se: 'SE', eca: 'ECA', cbam: 'CBAM' } as const;
type Kind = Exclude<Attention, 'none'>;

interface Member {
  readonly kind: Kind;
  readonly count: keyof typeof layers;
  /** The implementation that counts the same. */
  readonly source: string;
  /** Deep stem and pooled shortcuts, as in ResNet-D. */
  readonly isDeep?: boolean;
  /** ResNeXt: 32 groups of 4 channels. */
  readonly isGrouped?: boolean;
}

function attentionResnet({ kind, count, source, isDeep = false, isGrouped = false }: Member): ReadyNetwork {
  const kin = isGrouped ? 'ResNeXt' : 'ResNet';
  const ending = isDeep ? '-d' : '';
  return resnet({
    ...layers[count],
    ...(isDeep && { stem: 'deep', shortcut: 'pool' }),
    ...(isGrouped && { baseWidth: 4, groups: 32 }),
    name: `${kind}-${kin.toLowerCase()}-${count}${ending}`,
    title: `${titles[kind]}-${kin}-${count}${ending.toUpperCase()}`,
    subtitle: isGrouped ? '32 × 4d' : isDeep ? 'deep stem, pool shortcut' : 'V1.5',
    reference: `${papers[kind]}; ${source}`,
    family: 'Attention',
    attention: kind,
  });
}

const cbamCode = 'Jongchan/attention-module c06383c, MODELS/model_resnet.py';

const members: readonly Member[] = [
  { kind: 'se', count: 18, source: 'pytorchcv 7f31dc8, models/seresnet.py seresnet18' },
  { kind: 'se', count: 34, source: 'pytorchcv 7f31dc8, models/seresnet.py seresnet34' },
  { kind: 'se', count: 50, source: 'timm seresnet50' },
  { kind: 'se', count: 101, source: 'timm seresnet101' },
  { kind: 'se', count: 152, source: 'timm seresnet152' },
  { kind: 'se', count: 50, isGrouped: true, source: 'timm seresnext50_32x4d' },
  { kind: 'se', count: 101, isGrouped: true, source: 'timm seresnext101_32x4d' },
  { kind: 'eca', count: 50, isDeep: true, source: 'timm ecaresnet50d' },
  { kind: 'eca', count: 101, isDeep: true, source: 'timm ecaresnet101d' },
  { kind: 'cbam', count: 50, source: cbamCode },
  { kind: 'cbam', count: 101, source: cbamCode },
];

export const attentionResnets: readonly ReadyNetwork[] = members.map(attentionResnet);
