import type { KeyRule, PublicKeys } from './public-keys.ts';
import { torchvision, unitNamed, unitRow } from './public-keys.ts';

/** The first convolutions: one, or three in a row whose last norm has the name of the only one's. */
const stemRules = (isDeep: boolean): readonly KeyRule[] =>
  isDeep
    ? [
        ...unitRow('stem/conv1', 'conv1'),
        ...unitRow('stem/conv2', 'conv1', 3),
        ...unitNamed('stem/conv3', 'conv1.6', 'bn1'),
      ]
    : unitNamed('stem/conv1', 'conv1', 'bn1');

interface ResidualForm {
  /** Set where the stem has three convolutions. */
  readonly isDeep?: boolean;
  /** Set where the shortcut pools ahead of its convolution, which then is the second of its modules. */
  readonly isPooled?: boolean;
}

/** Stem and stages of torchvision's ResNet, whose names nearly all residual networks have. */
const residualTrunk = ({ isDeep = false, isPooled = false }: ResidualForm = {}): readonly KeyRule[] => [
  ...stemRules(isDeep),
  ...unitRow('stage{s}/block{b}/shortcut', 'layer{s}.{b-1}.downsample', isPooled ? 1 : 0),
  ...unitNamed('stage{s}/block{b}/conv{i}', 'layer{s}.{b-1}.conv{i}', 'layer{s}.{b-1}.bn{i}'),
];

const scores: KeyRule = ['head/fc', 'fc'];

export const resnetKeys: PublicKeys = {
  origin: torchvision('resnet.py'),
  names: [...residualTrunk(), scores],
};

/** Lists of convolutions and norms, of the first block of a stage and of the others. */
const groupRules = (block: string, object: string): readonly KeyRule[] =>
  ['groups', 'res2net'].flatMap((groups) =>
    unitNamed(`${block}/${groups}/group{i}`, `${object}.convs.{i-1}`, `${object}.bns.{i-1}`),
  );

export const res2netKeys = (form: ResidualForm): PublicKeys => ({
  origin: 'Res2Net/Res2Net-PretrainedModels 219c8c6d',
  names: [...residualTrunk(form), ...groupRules('stage{s}/block{b}', 'layer{s}.{b-1}'), scores],
});

export const hsPublicKeys: PublicKeys = {
  origin: 'bobo0810/HS-ResNet 0eba0157',
  names: [
    ...residualTrunk(),
    ...unitRow('stage{s}/block{b}/hs/group{i}', 'layer{s}.{b-1}.hsblock.module_list.{i-1}'),
    scores,
  ],
};
