import type { KeyRule, PublicKeys } from './public-keys.ts';
import { torchvision, unitRow } from './public-keys.ts';

/** One inverted residual: the parts of its row, in order. */
interface Inverted {
  readonly widens: boolean;
  readonly squeezes: boolean;
}

/** An inverted residual whose parts are rows in a row: widen, filter, weigh, narrow. */
function invertedRules(block: string, row: string, { widens, squeezes }: Inverted): readonly KeyRule[] {
  const depthwise = widens ? 1 : 0;
  const project = depthwise + (squeezes ? 2 : 1);
  return [
    ...unitRow(`${block}/expand`, `${row}.0`),
    ...unitRow(`${block}/depthwise`, `${row}.${depthwise}`),
    [`${block}/squeeze/reduce`, `${row}.${depthwise + 1}.fc1`],
    [`${block}/squeeze/expand`, `${row}.${depthwise + 1}.fc2`],
    ...unitRow(`${block}/project`, `${row}.${project}`),
  ];
}

/** The same where the narrowing convolution and its norm stand in the row themselves. */
function plainRules(block: string, row: string, widens: boolean): readonly KeyRule[] {
  const depthwise = widens ? 1 : 0;
  return [
    ...unitRow(`${block}/expand`, `${row}.0`),
    ...unitRow(`${block}/depthwise`, `${row}.${depthwise}`),
    ...unitRow(`${block}/project`, row, depthwise + 1),
  ];
}

/**
 * MobileNetV2 of torchvision, whose blocks are numbered through all stages.
 * @param depths of the stages
 */
export function mobilenetV2Keys(depths: readonly number[]): PublicKeys {
  const before = depths.map((_, stage) => depths.slice(0, stage).reduce((sum, depth) => sum + depth, 0));
  return {
    origin: torchvision('mobilenetv2.py'),
    names: [
      ...unitRow('stem', 'features.0'),
      ...before.flatMap((count, stage) =>
        plainRules(`stage${stage + 1}/block{b}`, `features.{b+${count}}.conv`, stage > 0),
      ),
      ...unitRow('last', `features.${1 + depths.reduce((sum, depth) => sum + depth, 0)}`),
      ['head/fc', 'classifier.1'],
    ],
  };
}

/** Blocks and last convolution of MobileNetV3 of torchvision. */
const mobilenetV3Trunk = (blocks: readonly Inverted[]): readonly KeyRule[] => [
  ...unitRow('stem', 'features.0'),
  ...blocks.flatMap((block, at) => invertedRules(`bneck${at + 1}`, `features.${at + 1}.block`, block)),
  ...unitRow('last', `features.${blocks.length + 1}`),
];

export const mobilenetV3Keys = (blocks: readonly Inverted[]): PublicKeys => ({
  origin: torchvision('mobilenetv3.py'),
  names: [...mobilenetV3Trunk(blocks), ['head/fc1', 'classifier.0'], ['head/fc2', 'classifier.3']],
});

/** EfficientNet of torchvision. @param stages whether each is of fused blocks, and whether it widens */
export const efficientnetKeys = (
  stages: readonly { readonly isFused: boolean; readonly widens: boolean }[],
): PublicKeys => ({
  origin: torchvision('efficientnet.py'),
  names: [
    ...unitRow('stem', 'features.0'),
    ...stages.flatMap(({ isFused, widens }, at): readonly KeyRule[] => {
      const [block, row] = [`stage${at + 1}/block{b}`, `features.${at + 1}.{b-1}.block`];
      return isFused
        ? [...unitRow(`${block}/fused`, `${row}.0`), ...unitRow(`${block}/project`, `${row}.1`)]
        : invertedRules(block, row, { widens, squeezes: true });
    }),
    ...unitRow('last', `features.${stages.length + 1}`),
    ['head/fc', 'classifier.1'],
  ],
});

export const mnasnetKeys: PublicKeys = {
  origin: torchvision('mnasnet.py'),
  names: [
    ...unitRow('stem', 'layers'),
    ...unitRow('stage1/block1/depthwise', 'layers', 3),
    ...unitRow('stage1/block1/project', 'layers', 6),
    ...unitRow('stage{s}/block{b}/expand', 'layers.{s+6}.{b-1}.layers'),
    ...unitRow('stage{s}/block{b}/depthwise', 'layers.{s+6}.{b-1}.layers', 3),
    ...unitRow('stage{s}/block{b}/project', 'layers.{s+6}.{b-1}.layers', 6),
    ...unitRow('last', 'layers', 14),
    ['head/fc', 'classifier.1'],
  ],
};

export const shufflenetKeys: PublicKeys = {
  origin: torchvision('shufflenetv2.py'),
  names: [
    ...unitRow('stem', 'conv1'),
    ...unitRow('stage{s}/block{b}/side-depthwise', 'stage{s}.{b-1}.branch1'),
    ...unitRow('stage{s}/block{b}/side-mix', 'stage{s}.{b-1}.branch1', 2),
    ...unitRow('stage{s}/block{b}/mix', 'stage{s}.{b-1}.branch2'),
    ...unitRow('stage{s}/block{b}/depthwise', 'stage{s}.{b-1}.branch2', 3),
    ...unitRow('stage{s}/block{b}/mix-again', 'stage{s}.{b-1}.branch2', 5),
    ...unitRow('last', 'conv5'),
    ['head/fc', 'fc'],
  ],
};

/** GhostNet: stages of blocks that end where one strides. @param stages the number of blocks of each */
export function ghostnetKeys(stages: readonly number[]): PublicKeys {
  const objects = stages.flatMap((depth, stage) =>
    Array.from({ length: depth }, (_, at) => `blocks.${stage}.${at}`),
  );
  return {
    origin: 'huawei-noah/Efficient-AI-Backbones f90e129b, ghostnet_pytorch/ghostnet.py',
    names: [
      ['stem/conv', 'conv_stem'],
      ['stem/norm', 'bn1'],
      ...objects.flatMap((object, at): readonly KeyRule[] => {
        const block = `bneck${at + 1}`;
        return [
          ...unitRow(`${block}/ghost{i}/primary`, `${object}.ghost{i}.primary_conv`),
          ...unitRow(`${block}/ghost{i}/cheap`, `${object}.ghost{i}.cheap_operation`),
          [`${block}/depthwise/conv`, `${object}.conv_dw`],
          [`${block}/depthwise/norm`, `${object}.bn_dw`],
          [`${block}/squeeze/reduce`, `${object}.se.conv_reduce`],
          [`${block}/squeeze/expand`, `${object}.se.conv_expand`],
          ...unitRow(`${block}/shortcut-depthwise`, `${object}.shortcut`),
          ...unitRow(`${block}/shortcut-mix`, `${object}.shortcut`, 2),
        ];
      }),
      ['last/conv', `blocks.${stages.length}.0.conv`],
      ['last/norm', `blocks.${stages.length}.0.bn1`],
      ['widen/conv', 'conv_head'],
      ['classifier', 'classifier'],
    ],
  };
}
