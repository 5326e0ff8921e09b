import type { NetworkSubject, PublishedRow } from './figure.ts';

/** The README prints the error on CIFAR-10. */
const onCifar = (layers: number, params: string, percent: string): PublishedRow => ({
  subject: { network: `cifar-resnet-${layers}` },
  model: `ResNet${layers}`,
  source: 'cifar-resnet-readme',
  confirmed: true,
  params: { text: params },
  scores: [{ measure: 'top-1 on CIFAR-10', percent }],
});

const scored = (
  source: 'cadene-readme' | 'resnest-readme',
  subject: NetworkSubject,
  model: string,
  percent: string,
): PublishedRow => ({
  subject,
  model,
  source,
  confirmed: true,
  scores: [{ measure: 'top-1', percent }],
});

const ported = (network: string, model: string, percent: string): PublishedRow =>
  scored('cadene-readme', { network }, model, percent);

const resnest = (layers: number, side: number, percent: string): PublishedRow =>
  scored(
    'resnest-readme',
    { network: `resnest-${layers}`, input: [1, 3, side, side] },
    `ResNeSt-${layers}`,
    percent,
  );

const fast = (network: string, setting: string, params: string, cost: string, percent: string) =>
  ({
    subject: { network },
    model: `ResNeSt-50-fast ${setting}`,
    source: 'resnest-ablation',
    confirmed: true,
    params: { text: params },
    cost: { text: cost, convention: 'macs' },
    scores: [{ measure: 'top-1', percent }],
  }) as const;

export const classifierRows: readonly PublishedRow[] = [
  onCifar(20, '0.27M', '91.73'),
  onCifar(32, '0.46M', '92.63'),
  onCifar(44, '0.66M', '93.10'),
  onCifar(56, '0.85M', '93.39'),
  onCifar(110, '1.7M', '93.68'),
  onCifar(1202, '19.4M', '93.82'),
  ported('senet-154', 'SENet154', '81.304'),
  ported('se-resnext-101-caffe', 'SE-ResNeXt101_32x4d', '80.236'),
  ported('se-resnext-50-caffe', 'SE-ResNeXt50_32x4d', '79.076'),
  ported('se-resnet-152-caffe', 'SE-ResNet152', '78.658'),
  ported('se-resnet-101-caffe', 'SE-ResNet101', '78.396'),
  ported('polynet', 'PolyNet', '81.002'),
  ported('inception-resnet-v2', 'InceptionResNetV2', '80.170'),
  ported('dpn-107', 'DualPathNet107_5k', '79.746'),
  ported('dpn-131', 'DualPathNet131', '79.432'),
  ported('dpn-92', 'DualPathNet92_5k', '79.400'),
  ported('dpn-98', 'DualPathNet98', '79.224'),
  ported('xception', 'Xception', '78.888'),
  ported('se-resnet-50-caffe', 'SE-ResNet50', '77.636'),
  ported('dpn-68b', 'DualPathNet68b_5k', '77.034'),
  ported('dpn-68', 'DualPathNet68', '75.868'),
  ported('bn-inception', 'BNInception', '73.524'),
  resnest(50, 224, '81.03'),
  resnest(101, 256, '82.83'),
  resnest(200, 320, '83.84'),
  resnest(269, 416, '84.54'),
  fast('resnest-50-4s2x40d', '4s2x40d', '30.4M', '4.41G', '81.14'),
  fast('resnest-50-1s4x24d', '1s4x24d', '25.7M', '4.42G', '80.99'),
];
