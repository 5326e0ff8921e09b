import type { PublishedRow } from './figure.ts';

/** Parameters, GFLOPs and the top-1 error, printed without its complement. */
const classifier = (
  network: string,
  model: string,
  params: string,
  cost: string,
  top1: string,
): PublishedRow => ({
  subject: { network },
  model,
  source: 'hrnet-readme',
  confirmed: true,
  params: { text: params },
  cost: { text: cost, convention: 'macs' },
  scores: [{ measure: 'top-1', percent: top1 }],
});

/** Average precision on COCO val2017 with a detector of people that has 56.4 AP. */
const pose = (
  w: 32 | 48,
  height: number,
  width: number,
  params: string,
  cost: string,
  precision: string,
): PublishedRow => ({
  subject: { network: `hrnet-pose-w${w}`, input: [1, 3, height, width] },
  model: `pose_hrnet_w${w}, ${height}x${width}`,
  source: 'hrnet-pose-readme',
  confirmed: true,
  params: { text: params },
  cost: { text: cost, convention: 'macs' },
  scores: [{ measure: 'keypoint AP', percent: precision }],
});

export const hrnetRows: readonly PublishedRow[] = [
  classifier('hrnet-w18-small-v1', 'HRNet-W18-C-Small-v1', '13.2M', '1.49G', '72.3'),
  classifier('hrnet-w18-small-v2', 'HRNet-W18-C-Small-v2', '15.6M', '2.42G', '75.1'),
  classifier('hrnet-w18', 'HRNet-W18-C', '21.3M', '3.99G', '76.8'),
  classifier('hrnet-w30', 'HRNet-W30-C', '37.7M', '7.55G', '78.2'),
  classifier('hrnet-w32', 'HRNet-W32-C', '41.2M', '8.31G', '78.5'),
  classifier('hrnet-w40', 'HRNet-W40-C', '57.6M', '11.8G', '78.9'),
  classifier('hrnet-w44', 'HRNet-W44-C', '67.1M', '13.9G', '78.9'),
  classifier('hrnet-w48', 'HRNet-W48-C', '77.5M', '16.1G', '79.3'),
  classifier('hrnet-w64', 'HRNet-W64-C', '128.1M', '26.9G', '79.5'),
  pose(32, 256, 192, '28.5M', '7.1G', '74.4'),
  pose(32, 384, 288, '28.5M', '16.0G', '75.8'),
  pose(48, 256, 192, '63.6M', '14.6G', '75.1'),
  pose(48, 384, 288, '63.6M', '32.9G', '76.3'),
];
