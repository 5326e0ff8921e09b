import type { KeyRule, PublicKeys } from './public-keys.ts';
import { torchvision, unitNamed, unitRow } from './public-keys.ts';

/** Linear layers with dropout between them: each third module. */
const linears = (...numbers: readonly number[]): readonly KeyRule[] =>
  numbers.map((number, at) => [`head/fc${at + 1}`, `classifier.${number}`]);

export const alexnetKeys: PublicKeys = {
  origin: torchvision('alexnet.py'),
  names: [
    ['conv1/conv', 'features.0'],
    ['stage2/conv1/conv', 'features.3'],
    ['conv3/conv', 'features.6'],
    ['stage4/conv1/conv', 'features.8'],
    ['stage4/conv2/conv', 'features.10'],
    ...linears(1, 4, 6),
  ],
};

/** VGG: convolution, norm where there is one, and ReLU; behind each stage a pool. */
export function vggKeys(depths: readonly number[], isNormed: boolean): PublicKeys {
  const unit = isNormed ? 3 : 2;
  let next = 0;
  const names = depths.flatMap((depth, stage) => {
    const rules = Array.from({ length: depth }, (_, at) =>
      unitRow(`stage${stage + 1}/conv${at + 1}`, 'features', next + unit * at),
    );
    next += unit * depth + 1;
    return rules.flat();
  });
  return { origin: torchvision('vgg.py'), names: [...names, ...linears(0, 3, 6)] };
}

/** SqueezeNet. @param body fire modules in a row and where a pool stands, behind the first convolution and its ReLU */
export function squeezenetKeys(body: readonly (number | 'pool')[]): PublicKeys {
  let [next, modules] = [2, 1];
  const fires = body.flatMap((part): readonly KeyRule[] => {
    if (part === 'pool') {
      next += 1;
      return [];
    }
    const run = `fire${modules + 1}`;
    const rules = Array.from({ length: part }, (_, at): readonly KeyRule[] => {
      const object = `features.${next + at}`;
      return [
        [`${run}/block${at + 1}/squeeze/conv`, `${object}.squeeze`],
        [`${run}/block${at + 1}/expand1/conv`, `${object}.expand1x1`],
        [`${run}/block${at + 1}/expand3/conv`, `${object}.expand3x3`],
      ];
    });
    next += part;
    modules += part;
    return rules.flat();
  });
  return {
    origin: torchvision('squeezenet.py'),
    names: [['conv1/conv', 'features.0'], ...fires, ['head/scores/conv', 'classifier.1']],
  };
}

export const densenetKeys: PublicKeys = {
  origin: torchvision('densenet.py'),
  names: [
    ...unitNamed('stem/conv1', 'features.conv0', 'features.norm0'),
    ['stage{s}/block{b}/norm{i}', 'features.denseblock{s}.denselayer{b}.norm{i}'],
    ['stage{s}/block{b}/conv{i}', 'features.denseblock{s}.denselayer{b}.conv{i}'],
    ['transition{i}/norm', 'features.transition{i}.norm'],
    ['transition{i}/conv', 'features.transition{i}.conv'],
    ['final/norm', 'features.norm5'],
    ['head/fc', 'classifier'],
  ],
};

/** Units that are objects with a convolution and a norm, by their names. */
const units = (rules: readonly KeyRule[]): readonly KeyRule[] =>
  rules.flatMap(([path, name]) => unitNamed(path, `${name}.conv`, `${name}.bn`));

const modules = ['3a', '3b', '4a', '4b', '4c', '4d', '4e', '5a', '5b'];

export const googlenetKeys: PublicKeys = {
  origin: torchvision('googlenet.py'),
  names: [
    ...units([['stem/conv{i}', 'conv{i}']]),
    ...modules.flatMap((module) =>
      units([
        [`inception${module}/one`, `inception${module}.branch1`],
        [`inception${module}/reduce3`, `inception${module}.branch2.0`],
        [`inception${module}/conv3`, `inception${module}.branch2.1`],
        [`inception${module}/reduce5`, `inception${module}.branch3.0`],
        [`inception${module}/conv5`, `inception${module}.branch3.1`],
        [`inception${module}/projection`, `inception${module}.branch4.1`],
      ]),
    ),
    ...units([['auxiliary{i}/conv', 'aux{i}.conv']]),
    ['auxiliary{i}/fc{n}', 'aux{i}.fc{n}'],
    ['head/fc1', 'fc'],
    ['head/fc', 'fc'],
  ],
};

/** The branches of Inception-v3's modules, by the letters of the modules. */
const branches: readonly (readonly [letters: readonly string[], rules: readonly KeyRule[]])[] = [
  [
    ['5b', '5c', '5d'],
    [
      ['one', 'branch1x1'],
      ['reduce5', 'branch5x5_1'],
      ['conv5', 'branch5x5_2'],
      ['reduce3', 'branch3x3dbl_1'],
      ['conv3a', 'branch3x3dbl_2'],
      ['conv3b', 'branch3x3dbl_3'],
      ['projection', 'branch_pool'],
    ],
  ],
  [
    ['6a'],
    [
      ['conv3', 'branch3x3'],
      ['reduce', 'branch3x3dbl_1'],
      ['double1', 'branch3x3dbl_2'],
      ['double2', 'branch3x3dbl_3'],
    ],
  ],
  [
    ['6b', '6c', '6d', '6e'],
    [
      ['one', 'branch1x1'],
      ['single{i}', 'branch7x7_{i}'],
      ['double{i}', 'branch7x7dbl_{i}'],
      ['projection', 'branch_pool'],
    ],
  ],
  [
    ['7a'],
    [
      ['reduce3', 'branch3x3_1'],
      ['conv3', 'branch3x3_2'],
      ['reduce7', 'branch7x7x3_1'],
      ['conv7a', 'branch7x7x3_2'],
      ['conv7b', 'branch7x7x3_3'],
      ['conv7c', 'branch7x7x3_4'],
    ],
  ],
  [
    ['7b', '7c'],
    [
      ['one', 'branch1x1'],
      ['single1', 'branch3x3_1'],
      ['single-wide', 'branch3x3_2a'],
      ['single-tall', 'branch3x3_2b'],
      ['double1', 'branch3x3dbl_1'],
      ['double2', 'branch3x3dbl_2'],
      ['double-wide', 'branch3x3dbl_3a'],
      ['double-tall', 'branch3x3dbl_3b'],
      ['projection', 'branch_pool'],
    ],
  ],
];

const inceptionStem = ['Conv2d_1a_3x3', 'Conv2d_2a_3x3', 'Conv2d_2b_3x3', 'Conv2d_3b_1x1', 'Conv2d_4a_3x3'];

export const inceptionV3Keys: PublicKeys = {
  origin: torchvision('inception.py'),
  names: [
    ...inceptionStem.flatMap((name, at) => units([[`stem/conv${at + 1}`, name]])),
    ...branches.flatMap(([letters, rules]) =>
      letters.flatMap((letter) =>
        units(rules.map(([path, name]) => [`mixed${letter}/${path}`, `Mixed_${letter}.${name}`])),
      ),
    ),
    ...units([
      ['auxiliary/reduce', 'AuxLogits.conv0'],
      ['auxiliary/conv5', 'AuxLogits.conv1'],
    ]),
    ['auxiliary/fc', 'AuxLogits.fc'],
    ['head/fc1', 'fc'],
    ['head/fc', 'fc'],
  ],
};

export const regnetKeys: PublicKeys = {
  origin: torchvision('regnet.py'),
  names: [
    ...unitRow('stem', 'stem'),
    ...[
      ['shortcut', 'proj'],
      ['conv1', 'f.a'],
      ['conv2', 'f.b'],
      ['conv3', 'f.c'],
    ].flatMap(([part, name]) =>
      unitRow(`stage{s}/block{b}/${part}`, `trunk_output.block{s}.block{s}-{b-1}.${name}`),
    ),
    ['stage{s}/block{b}/se/reduce', 'trunk_output.block{s}.block{s}-{b-1}.f.se.fc1'],
    ['stage{s}/block{b}/se/expand', 'trunk_output.block{s}.block{s}-{b-1}.f.se.fc2'],
    ['head/fc', 'fc'],
  ],
};
