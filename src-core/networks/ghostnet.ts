import type { Variable } from '../document/design.ts';
import { ghostnetKeys } from './keys/mobile-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { widened, widthVariable } from './width-multiplier.ts';

type Version = 1 | 2 | 3;
type Row = readonly [k: number, hidden: number, channels: number, squeeze: 'SE' | '-', stride: number];

const rows: readonly Row[] = [
  [3, 16, 16, '-', 1],
  [3, 48, 24, '-', 2],
  [3, 72, 24, '-', 1],
  [5, 72, 40, 'SE', 2],
  [5, 120, 40, 'SE', 1],
  [3, 240, 80, '-', 2],
  [3, 200, 80, '-', 1],
  [3, 184, 80, '-', 1],
  [3, 184, 80, '-', 1],
  [3, 480, 112, 'SE', 1],
  [3, 672, 112, 'SE', 1],
  [5, 672, 160, 'SE', 2],
  [5, 960, 160, '-', 1],
  [5, 960, 160, 'SE', 1],
  [5, 960, 160, '-', 1],
  [5, 960, 160, 'SE', 1],
];

/** From the second version on the first modules have attention from the third row on. */
function bottleneck(
  [k, hidden, channels, squeeze, stride]: Row,
  index: number,
  version: Version,
): NetworkItem {
  return {
    id: `bneck${index + 1}`,
    definition: version === 3 ? 'ghost-v3-bottleneck' : 'ghost-bottleneck',
    fields: {
      outChannels: widened(channels, 4),
      hidden: widened(hidden, 4),
      k,
      stride,
      // Set outright, so that a dilated network keeps the filter.
      ...(stride > 1 && { depthwise: true }),
      ...(squeeze === 'SE' && { squeeze: true, reduced: expression('makeDivisible(hidden/4, 4)') }),
      ...(version > 1 && index > 1 && { attention: true }),
      ...(version === 3 && { form: expression('form') }),
    },
  };
}

/** The branches of the third version, or the convolutions that they are merged into. */
const formVariable: Variable = {
  name: 'form',
  kind: 'choice',
  value: 'training',
  options: ['training', 'deploy'],
};

interface Form {
  readonly name: string;
  readonly title: string;
  readonly reference: string;
  readonly version: Version;
}

function ghostnetOf({ name, title, reference, version }: Form): ReadyNetwork {
  const wide = { kernel: 1, norm: 'none', bias: true };
  return {
    name,
    title,
    subtitle: 'width 1.0',
    reference,
    family: 'GhostNet',
    features: ['bneck3', 'bneck5', 'bneck11', 'bneck16'],
    ...(version === 1 && { publicKeys: ghostnetKeys([1, 1, 1, 1, 1, 1, 5, 1, 4]) }),
    design: network(
      title,
      [widthVariable(), ...(version === 3 ? [formVariable] : [])],
      [
        { id: 'input', definition: 'input' },
        { id: 'stem', definition: 'conv-unit', fields: { outChannels: widened(16, 4), stride: 2 } },
        ...rows.map((row, index) => bottleneck(row, index, version)),
        { id: 'last', definition: 'conv-unit', fields: { outChannels: widened(960, 4), kernel: 1 } },
        { id: 'pool', definition: 'global-avg-pool' },
        { id: 'widen', definition: 'conv-unit', fields: { outChannels: 1280, ...wide } },
        { id: 'flatten', definition: 'flatten' },
        { id: 'drop', definition: 'dropout', fields: { p: 200 } },
        { id: 'classifier', definition: 'linear' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

const code = 'Efficient-AI-Backbones f90e129';

const ghostnet = ghostnetOf({
  name: 'ghostnet',
  title: 'GhostNet',
  reference: `Han et al., GhostNet, 2020, arXiv 1911.11907; ${code}, ghostnet.py`,
  version: 1,
});

const ghostnetV2 = ghostnetOf({
  name: 'ghostnet-v2',
  title: 'GhostNetV2',
  reference: `Tang et al., GhostNetV2, 2022, arXiv 2211.12905; ${code}, ghostnetv2_torch.py`,
  version: 2,
});

const ghostnetV3 = ghostnetOf({
  name: 'ghostnet-v3',
  title: 'GhostNetV3',
  reference: `Liu et al., GhostNetV3, 2024, arXiv 2404.11202; ${code}, ghostnetv3.py; timm ghostnetv3_100`,
  version: 3,
});

export const ghostnets: readonly ReadyNetwork[] = [ghostnet, ghostnetV2, ghostnetV3];
