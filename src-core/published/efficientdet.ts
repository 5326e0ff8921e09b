import type { PublishedRow } from './figure.ts';

/** Parameters, and average precision on COCO val2017. */
const row = (network: string, params: string, precision: string): PublishedRow => ({
  subject: { network },
  model: network.replaceAll('-', '_'),
  source: 'effdet-readme',
  confirmed: true,
  params: { text: params },
  scores: [{ measure: 'box AP', percent: precision }],
});

export const efficientdetRows: readonly PublishedRow[] = [
  row('efficientdet-d0', '3.88M', '33.6'),
  row('efficientdet-d1', '6.62M', '39.4'),
  row('tf-efficientdet-d0', '3.88M', '34.2'),
  row('tf-efficientdet-d1', '6.63M', '40.1'),
  row('tf-efficientdet-d2', '8.10M', '43.4'),
  row('tf-efficientdet-d3', '12.0M', '47.1'),
  row('tf-efficientdet-d4', '20.7M', '49.2'),
  row('tf-efficientdet-d5', '33.7M', '51.2'),
  row('tf-efficientdet-d6', '51.9M', '52.0'),
  row('tf-efficientdet-d7', '51.9M', '53.1'),
  row('tf-efficientdet-d7x', '77.1M', '54.3'),
];
