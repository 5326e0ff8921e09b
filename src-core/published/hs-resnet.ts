import type { PublishedRow } from './figure.ts';

/** The paper's sum of k²·w²·((2^(i-1) - 1)/2^(i-1) + 1) for k = 3, where 2^(s-2) divides w so that every half is whole. */
const formula = (w: number, s: number, text: string): PublishedRow => ({
  subject: { block: 'hs-block', fields: { w, s }, input: [1, w * s, 56, 56] },
  model: `HS-Block ${w}w × ${s}s`,
  source: 'hs-formula',
  confirmed: false,
  convWeights: { text, claim: { kind: 'linear-formula' } },
});

export const hsResnetRows: readonly PublishedRow[] = [
  {
    subject: { network: 'hs-resnet-50' },
    model: 'HS-ResNet50',
    source: 'hs-resnet',
    confirmed: true,
    scores: [{ measure: 'top-1', percent: '81.28' }],
    unread:
      'params, FLOPs, latency, the ablation over s and w, COCO and Cityscapes: the paper’s tables could not be read',
  },
  formula(16, 4, '9,792'),
  formula(16, 5, '14,112'),
  formula(8, 5, '3,528'),
  formula(32, 5, '56,448'),
  formula(64, 4, '156,672'),
];
