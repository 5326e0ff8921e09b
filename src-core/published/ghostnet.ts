import type { PublishedRow } from './figure.ts';

const top1 = (percent: string) => [{ measure: 'top-1', percent }];
const ghostResnet = (ratio: number) => ({ network: 'ghost-resnet-50', settings: { ratio } });

export const ghostnetRows: readonly PublishedRow[] = [
  {
    subject: { network: 'ghostnet' },
    model: 'GhostNet 1.0×',
    source: 'ghostnet-paper',
    confirmed: false,
    params: { text: '5.2M' },
    cost: { text: '141M', convention: 'macs' },
    scores: top1('73.9'),
  },
  {
    subject: { network: 'ghostnet' },
    model: 'GhostNet',
    source: 'ghostnet-readme',
    confirmed: true,
    cost: { text: '142M', convention: 'macs' },
    scores: top1('73.98'),
  },
  {
    subject: { network: 'ghostnet-v2' },
    model: 'GhostNetV2 1.0×',
    source: 'ghostnetv2-readme',
    confirmed: true,
    cost: { text: '167M', convention: 'macs' },
    scores: top1('75.3'),
  },
  {
    subject: { network: 'ghostnet' },
    model: 'ghostnet_100',
    source: 'timm',
    confirmed: true,
    scores: top1('73.958'),
  },
  {
    subject: { network: 'ghostnet-v2' },
    model: 'ghostnetv2_100',
    source: 'timm',
    confirmed: true,
    scores: top1('75.186'),
  },
  {
    subject: ghostResnet(2),
    model: 'Ghost-ResNet-50 (s=2)',
    source: 'ghostnet-paper',
    confirmed: false,
    params: { text: '13.0M' },
    cost: { text: '2.2G', convention: 'macs' },
    scores: top1('75.0'),
  },
  {
    subject: ghostResnet(4),
    model: 'Ghost-ResNet-50 (s=4)',
    source: 'ghostnet-paper',
    confirmed: false,
    params: { text: '6.5M' },
    cost: { text: '1.2G', convention: 'macs' },
    scores: top1('74.1'),
  },
  {
    subject: ghostResnet(2),
    model: 'Ghost-ResNet-50 (s=2)',
    source: 'slimconv',
    confirmed: true,
    params: { text: '13.95M' },
    cost: { text: '2.15G', convention: 'macs' },
    scores: top1('75.01'),
  },
  {
    subject: ghostResnet(2),
    model: 'Ghost-ResNet-50 (s=2), an earlier table',
    source: 'slimconv',
    confirmed: true,
    cost: { text: '2.18G', convention: 'macs' },
  },
  {
    subject: ghostResnet(2),
    model: 'resnet50(s=2)',
    source: 'ghost-resnet-code',
    confirmed: true,
    params: { text: '25,821,992', claim: { kind: 'unused-tensors' } },
  },
  {
    subject: ghostResnet(4),
    model: 'resnet50(s=4)',
    source: 'ghost-resnet-code',
    confirmed: true,
    params: { text: '14,218,472', claim: { kind: 'unused-tensors' } },
  },
];
