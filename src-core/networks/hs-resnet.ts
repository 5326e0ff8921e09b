import type { Variable } from '../document/design.ts';
import { hsPublicKeys } from './keys/residual-keys.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { basicStages, expression, residualFeatures, residualNetwork, stages } from './ready-network.ts';

const depths = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
} as const;
type Layers = keyof typeof depths;

const isBasic = (layers: Layers): boolean => layers < 50;

const wide = { w: 20, s: 5 } as const;
/** As many channels inside as a basic block has planes. */
const narrow = { w: 16, s: 4 } as const;

const downVariable: Variable = {
  name: 'down',
  kind: 'choice',
  value: 'stage',
  options: ['stage', 'strided', 'conv'],
};

/** What opens a stage is a choice of bottlenecks alone. */
const variables = (layers: Layers, { w, s }: typeof wide | typeof narrow): readonly Variable[] => [
  { name: 'w', kind: 'integer', value: w, min: 1, max: 4096 },
  { name: 's', kind: 'integer', value: s, min: 1, max: 64 },
  { name: 'k', kind: 'integer', value: 3, min: 1, max: 31 },
  { name: 'stem', kind: 'choice', value: 'deep', options: ['deep', 'plain'] },
  { name: 'shortcut', kind: 'choice', value: 'pool', options: ['pool', 'conv'] },
  ...(isBasic(layers) ? [] : [downVariable]),
  { name: 'carry', kind: 'choice', value: 'floor', options: ['floor', 'ceil'] },
];

/**
 * The paper's tables could not be read: w, stem and shortcut are ours, s = 5 follows indirect evidence, and where the block
 * stands in a basic block too. docs/conventions.md says what is confirmed.
 */
function hsResnet(layers: Layers): ReadyNetwork {
  const title = `HS-ResNet-${layers}`;
  const groups = isBasic(layers) ? narrow : wide;
  const fields = {
    w: expression('floor(planes*w/64)'),
    s: expression('s'),
    k: expression('k'),
    ...(!isBasic(layers) && { down: expression('down') }),
    shortcut: expression('shortcut'),
    carry: expression('carry'),
  };
  return {
    name: `hs-resnet-${layers}`,
    title,
    subtitle: `${groups.w}w × ${groups.s}s`,
    reference: 'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621',
    family: 'HS-ResNet',
    features: residualFeatures,
    design: residualNetwork(
      title,
      variables(layers, groups),
      { kind: expression('stem') },
      isBasic(layers)
        ? basicStages('hs-basic-stage', depths[layers], fields)
        : stages('hs-stage', depths[layers], fields),
    ),
  };
}

export const hsResnet50 = hsResnet(50);
export const hsResnet152 = hsResnet(152);

/** What tells one network of the public PyTorch codes from another. */
interface PublicForm {
  readonly layers: Layers;
  readonly kin?: string;
  readonly subtitle?: string;
  readonly baseWidth?: number;
  readonly groups?: number;
}

const bottleneckCode = 'bobo0810/HS-ResNet 0eba015, hsresnet/hs_resnet.py; not the authors’ code';
const basicCode = '2anchao/HS_resnet18 255b776, hsresnet.py; not the authors’ code';

/** The public PyTorch codes: ResNet's own widths, HS-Blocks where no projection is or between the two convolutions of a basic block, convolutions with bias. */
function hsResnetPublic({ layers, kin = 'ResNet', subtitle, ...inner }: PublicForm): ReadyNetwork {
  const title = `HS-${kin}-${layers}, public code`;
  const s = isBasic(layers) ? 5 : 8;
  const fields = { s: expression('s'), ...inner };
  return {
    name: `hs-${kin.toLowerCase().replaceAll(' ', '-')}-${layers}-public`,
    title,
    subtitle: `${subtitle === undefined ? '' : `${subtitle}, `}s = ${s}`,
    reference: isBasic(layers) ? basicCode : bottleneckCode,
    family: 'HS-ResNet',
    features: residualFeatures,
    ...(!isBasic(layers) && { publicKeys: hsPublicKeys }),
    design: residualNetwork(
      title,
      [{ name: 's', kind: 'integer', value: s, min: 1, max: 64 }],
      { kind: 'plain' },
      isBasic(layers)
        ? basicStages('hs-public-basic-stage', depths[layers], fields)
        : stages('hs-public-stage', depths[layers], fields),
    ),
  };
}

export const hsResnet50Public = hsResnetPublic({ layers: 50 });
export const hsResnet152Public = hsResnetPublic({ layers: 152 });

const wideForm = { kin: 'Wide ResNet', subtitle: 'twice the inner width', baseWidth: 128 } as const;

export const hsResnets: readonly ReadyNetwork[] = [
  hsResnet(18),
  hsResnet(34),
  hsResnet50,
  hsResnet(101),
  hsResnet152,
  hsResnetPublic({ layers: 18 }),
  hsResnet50Public,
  hsResnetPublic({ layers: 101 }),
  hsResnet152Public,
  hsResnetPublic({ layers: 50, kin: 'ResNeXt', subtitle: '32 × 4d', baseWidth: 4, groups: 32 }),
  hsResnetPublic({ layers: 101, kin: 'ResNeXt', subtitle: '32 × 8d', baseWidth: 8, groups: 32 }),
  hsResnetPublic({ layers: 50, ...wideForm }),
  hsResnetPublic({ layers: 101, ...wideForm }),
];
