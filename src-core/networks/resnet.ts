import type { Attention } from '../blocks/attention.ts';
import { attentions } from '../blocks/attention.ts';
import type { Variable } from '../document/design.ts';
import type { PublicKeys } from './keys/public-keys.ts';
import { resnetKeys } from './keys/residual-keys.ts';
import type { NetworkFamily, NetworkItem, ReadyNetwork } from './ready-network.ts';
import { basicStages, expression, residualFeatures, residualNetwork, stages } from './ready-network.ts';

const paper = 'He et al., Deep Residual Learning, 2015, arXiv 1512.03385';

/** What tells one residual network of plain blocks from another. */
interface Form {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly reference: string;
  readonly depths: readonly number[];
  readonly block: 'basic' | 'bottleneck';
  readonly stem?: 'plain' | 'deep' | 'tiered';
  readonly stemChannels?: number;
  readonly publicKeys?: PublicKeys;
  /** Padded unless it says otherwise. */
  readonly stemPool?: 'ceil';
  readonly shortcut?: 'conv' | 'pool';
  readonly baseWidth?: number;
  readonly groups?: number;
  readonly strideOn?: 'kxk' | '1x1';
  readonly family?: NetworkFamily;
  /** What weighs the channels of every copy; a variable of the design, so that it is changed in one place. */
  readonly attention?: Attention;
}

function body(form: Form): NetworkItem[] {
  const { block, depths, shortcut = 'conv', baseWidth, groups, strideOn, attention } = form;
  const shared = { shortcut, ...(attention !== undefined && { attention: expression('attention') }) };
  if (block === 'basic') {
    return basicStages('basic-stage', depths, shared);
  }
  return stages('resnet-stage', depths, {
    ...shared,
    ...(baseWidth !== undefined && { baseWidth }),
    ...(groups !== undefined && { groups }),
    ...(strideOn !== undefined && { strideOn }),
  });
}

const attentionVariable = (value: Attention): Variable => ({
  name: 'attention',
  kind: 'choice',
  value,
  options: attentions,
});

export function resnet(form: Form): ReadyNetwork {
  const {
    name,
    title,
    subtitle,
    reference,
    stem = 'plain',
    stemChannels,
    stemPool,
    family = 'ResNet',
  } = form;
  const variables = form.attention === undefined ? [] : [attentionVariable(form.attention)];
  const stemFields = {
    kind: stem,
    ...(stemChannels !== undefined && { outChannels: stemChannels }),
    ...(stemPool !== undefined && { pool: stemPool }),
  };
  const design = residualNetwork(title, variables, stemFields, body(form));
  const { publicKeys } = form;
  const keys = publicKeys && { publicKeys };
  return { name, title, subtitle, reference, family, features: residualFeatures, ...keys, design };
}

export const layers = {
  18: { block: 'basic', depths: [2, 2, 2, 2] },
  26: { block: 'bottleneck', depths: [2, 2, 2, 2] },
  34: { block: 'basic', depths: [3, 4, 6, 3] },
  50: { block: 'bottleneck', depths: [3, 4, 6, 3] },
  101: { block: 'bottleneck', depths: [3, 4, 23, 3] },
  152: { block: 'bottleneck', depths: [3, 8, 36, 3] },
  200: { block: 'bottleneck', depths: [3, 12, 48, 3] },
} as const;
type Layers = keyof typeof layers;

const original = (count: Layers): ReadyNetwork =>
  resnet({
    ...layers[count],
    name: `resnet-${count}`,
    title: `ResNet-${count}`,
    subtitle: layers[count].block === 'basic' ? 'basic blocks' : 'V1.5',
    reference: `${paper}; torchvision resnet${count}`,
    publicKeys: resnetKeys,
  });

const deep = (count: Layers, code = `timm resnet${count}d`): ReadyNetwork =>
  resnet({
    ...layers[count],
    name: `resnet-${count}-d`,
    title: `ResNet-${count}-D`,
    subtitle: 'deep stem, pool shortcut',
    reference: `He et al., Bag of Tricks, 2018, arXiv 1812.01187; ${code}`,
    stem: 'deep',
    shortcut: 'pool',
  });

export const resnet18 = original(18);
export const resnet34 = original(34);
export const resnet50 = original(50);
export const resnet101 = original(101);
const resnet152 = original(152);
export const resnet18d = deep(18);
const resnet26d = deep(26);
export const resnet34d = deep(34);
export const resnet50d = deep(50);
export const resnet101d = deep(101);
export const resnet152d = deep(152);
const resnet200d = deep(200, 'PaddleClas ResNet200_vd');

const resnet50v1 = resnet({
  ...layers[50],
  name: 'resnet-50-v1',
  title: 'ResNet-50-V1',
  subtitle: 'as first published: the 1 × 1 strides',
  reference: `${paper}; detectron2 with RESNETS.STRIDE_IN_1X1`,
  strideOn: '1x1',
});

export const resnet50c = resnet({
  ...layers[50],
  name: 'resnet-50-c',
  title: 'ResNet-50-C',
  subtitle: 'deep stem',
  reference: 'He et al., Bag of Tricks, 2018, arXiv 1812.01187; PaddleClas ResNet50_vc; timm resnet50c',
  stem: 'deep',
});

const wideStem = (count: 50 | 101 | 152): ReadyNetwork =>
  resnet({
    ...layers[count],
    name: `resnet-${count}-s`,
    title: `ResNet-${count}-S`,
    subtitle: 'deep stem of 64, 64, 128',
    reference: `timm resnet${count}s`,
    stem: 'deep',
    stemChannels: 128,
  });

export const resnet50s = wideStem(50);

export const resnet50t = resnet({
  ...layers[50],
  name: 'resnet-50-t',
  title: 'ResNet-50-T',
  subtitle: 'tiered stem of 24, 32, 64',
  reference: 'timm resnet50t',
  stem: 'tiered',
  shortcut: 'pool',
});

const wideResnet50 = resnet({
  ...layers[50],
  name: 'wide-resnet-50-2',
  title: 'Wide ResNet-50-2',
  subtitle: 'twice the inner width',
  reference: 'Zagoruyko and Komodakis, 2016, arXiv 1605.07146; torchvision wide_resnet50_2',
  publicKeys: resnetKeys,
  baseWidth: 128,
});

const resnet26 = resnet({
  ...layers[26],
  name: 'resnet-26',
  title: 'ResNet-26',
  subtitle: 'V1.5',
  reference: `${paper}; timm resnet26`,
});

const wideResnet101 = resnet({
  ...layers[101],
  name: 'wide-resnet-101-2',
  title: 'Wide ResNet-101-2',
  subtitle: 'twice the inner width',
  reference: 'Zagoruyko and Komodakis, 2016, arXiv 1605.07146; torchvision wide_resnet101_2',
  publicKeys: resnetKeys,
  baseWidth: 128,
});

const resnext101 = resnet({
  ...layers[101],
  name: 'resnext-101',
  title: 'ResNeXt-101',
  subtitle: '32 × 8d',
  reference: 'Xie et al., 2016, arXiv 1611.05431; torchvision resnext101_32x8d',
  publicKeys: resnetKeys,
  baseWidth: 8,
  groups: 32,
});

export const resnext50 = resnet({
  ...layers[50],
  name: 'resnext-50',
  title: 'ResNeXt-50',
  subtitle: '32 × 4d',
  reference: 'Xie et al., 2016, arXiv 1611.05431; torchvision resnext50_32x4d',
  publicKeys: resnetKeys,
  baseWidth: 4,
  groups: 32,
});

export const resnets: readonly ReadyNetwork[] = [
  resnet18,
  resnet26,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  resnet18d,
  resnet26d,
  resnet34d,
  resnet50d,
  resnet101d,
  resnet152d,
  resnet200d,
  resnet50v1,
  resnet50c,
  resnet50s,
  wideStem(101),
  wideStem(152),
  resnet50t,
  wideResnet50,
  wideResnet101,
  resnext50,
  resnext101,
];
