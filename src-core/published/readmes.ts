import type { NetworkSubject, Printed, PrintedCost, PublishedRow, SourceName } from './figure.ts';

type Figures = readonly [params: string, cost: string, top1: string];

/** A table of ready networks by the models of a README: parameters, cost and top-1. An empty text is a figure that is not printed. */
const table = (
  source: SourceName,
  of: Omit<PrintedCost, 'text'>,
  rows: Readonly<Record<string, readonly [subject: string | NetworkSubject, ...Figures]>>,
): readonly PublishedRow[] =>
  Object.entries(rows).map(([model, [subject, params, cost, top1]]) => ({
    subject: typeof subject === 'string' ? { network: subject } : subject,
    model,
    source,
    confirmed: true,
    ...(params !== '' && { params: { text: params } satisfies Printed }),
    ...(cost !== '' && { cost: { text: cost, ...of } }),
    scores: [{ measure: 'top-1', percent: top1 }],
  }));

/** Trained on ImageNet-1K after the fully convolutional masked autoencoder. fvcore counts what is printed. */
const convnextV2 = table(
  'convnextv2-readme',
  { convention: 'macs', claim: { kind: 'convention', name: 'fvcore' } },
  {
    'ConvNeXt V2-A': ['convnext-v2-atto', '3.7M', '0.55G', '76.7'],
    'ConvNeXt V2-F': ['convnext-v2-femto', '5.2M', '0.78G', '78.5'],
    'ConvNeXt V2-P': ['convnext-v2-pico', '9.1M', '1.37G', '80.3'],
    'ConvNeXt V2-N': ['convnext-v2-nano', '15.6M', '2.45G', '81.9'],
    'ConvNeXt V2-T': ['convnext-v2-tiny', '28.6M', '4.47G', '83.0'],
    'ConvNeXt V2-B': ['convnext-v2-base', '89M', '15.4G', '84.9'],
  },
);

/** The README counts with fvcore. */
const poolformer = table(
  'poolformer-readme',
  { convention: 'fvcore' },
  {
    poolformer_s12: ['poolformer-s12', '12M', '1.8G', '77.2'],
    poolformer_s24: ['poolformer-s24', '21M', '3.4G', '80.3'],
    poolformer_s36: ['poolformer-s36', '31M', '5.0G', '81.4'],
    poolformer_m36: ['poolformer-m36', '56M', '8.8G', '82.1'],
    poolformer_m48: ['poolformer-m48', '73M', '11.6G', '82.5'],
  },
);

/** The table of the models that can be downloaded; B stands for G there. */
const rexnet = table(
  'rexnet-readme',
  { convention: 'macs' },
  {
    'ReXNet_1.0': ['rexnet-1.0', '4.8M', '0.40G', '77.9'],
    'ReXNet_1.3': ['rexnet-1.3', '7.6M', '0.66G', '79.5'],
    'ReXNet_1.5': ['rexnet-1.5', '9.7M', '0.88G', '80.3'],
    'ReXNet_2.0': ['rexnet-2.0', '16M', '1.5G', '81.6'],
  },
);

/** The README prints the top-1 error at 224 pixels, printed here without its complement. */
const sknet = table(
  'sknet-readme',
  { convention: 'macs' },
  { 'SKNet-50': ['sk-resnext-50', '27.5M', '4.47G', '79.21'] },
);

/** Costs at 224 pixels and the top-1 error there without its complement; DPN-107 was trained on more classes first. */
const dpn = table(
  'dpn-readme',
  { convention: 'macs' },
  {
    'DPN-68': ['dpn-68', '', '2.5G', '76.43'],
    'DPN-92': ['dpn-92', '', '6.5G', '79.27'],
    'DPN-98': ['dpn-98', '', '11.7G', '79.85'],
    'DPN-131': ['dpn-131', '', '16.0G', '80.07'],
    'DPN-107, ImageNet-5k': ['dpn-107', '', '18.3G', '80.25'],
  },
);

/** On images of 256 pixels. */
const mobilevit = table(
  'cvnets-zoo',
  { convention: 'macs' },
  {
    'MobileViT-XXS': ['mobilevit-xxs', '1.3M', '', '69.0'],
    'MobileViT-XS': ['mobilevit-xs', '2.3M', '', '74.7'],
    'MobileViT-S': ['mobilevit-s', '5.6M', '', '78.3'],
    'MobileViTv2-0.5': ['mobilevit-v2-0.5', '1.4M', '', '70.18'],
    'MobileViTv2-0.75': ['mobilevit-v2-0.75', '2.9M', '', '75.56'],
    'MobileViTv2-1.0': ['mobilevit-v2-1.0', '4.9M', '', '78.09'],
    'MobileViTv2-1.25': ['mobilevit-v2-1.25', '7.5M', '', '79.65'],
    'MobileViTv2-1.5': ['mobilevit-v2-1.5', '10.6M', '', '80.38'],
    'MobileViTv2-1.75': ['mobilevit-v2-1.75', '14.3M', '', '80.84'],
    'MobileViTv2-2.0': ['mobilevit-v2-2.0', '18.4M', '', '81.17'],
  },
);

const enlarged = (network: string, model: string, params: string): PublishedRow => ({
  subject: { network },
  model,
  source: 'edsr-readme',
  confirmed: true,
  params: { text: params },
});

const edsr = [
  enlarged('edsr-baseline-x2', 'EDSR_baseline_x2', '1.37M'),
  enlarged('edsr-baseline-x3', 'EDSR_baseline_x3', '1.55M'),
  enlarged('edsr-baseline-x4', 'EDSR_baseline_x4', '1.52M'),
  enlarged('edsr-x2', 'EDSR_x2', '40.7M'),
  enlarged('edsr-x3', 'EDSR_x3', '43.7M'),
  enlarged('edsr-x4', 'EDSR_x4', '43.1M'),
];

const segmented = (
  source: SourceName,
  network: string,
  model: string,
  percent: string,
  weights: string,
): PublishedRow => ({
  subject: { network },
  model,
  source,
  confirmed: true,
  scores: [{ measure: 'mIoU on ADE20K', percent, weights }],
});

const segmenters = [
  segmented('semseg-readme', 'pspnet', 'PSPNet50', '41.89', 'one scale'),
  segmented('upernet-readme', 'upernet', 'UPerNet R-50', '40.70', '80000 steps'),
  segmented('upernet-readme', 'upernet', 'UPerNet R-50', '42.05', '160000 steps'),
];

/** The README prints the top-1 error, printed here without its complement. */
const vovnet = table(
  'vovnet-readme',
  { convention: 'macs' },
  { 'VoVNet-39': ['vovnet-39a', '', '', '76.77'] },
);

const cbam = table(
  'cbam-readme',
  { convention: 'macs' },
  { 'ResNet50+CBAM': ['cbam-resnet-50', '', '', '77.622'] },
);

/** What the READMEs of single families print. */
export const readmeRows: readonly PublishedRow[] = [
  ...sknet,
  ...cbam,
  ...vovnet,
  ...dpn,
  ...rexnet,
  ...convnextV2,
  ...poolformer,
  ...mobilevit,
  ...edsr,
  ...segmenters,
];
