import type { Claim, PublishedRow } from './figure.ts';

/**
 * Both codes double what thop counts on a small image and enlarge it by the pixels: YOLOX of the network in training form
 * (yolox/utils/model_utils.py get_model_info), YOLOv5 of that whose norms are folded (utils/torch_utils.py model_info behind
 * fuse, as val.py and detect.py print it).
 */
const claims = {
  'yolov5-readme': { kind: 'convention', name: 'thop-0.0.31', doubled: true, folded: true },
  'yolox-readme': { kind: 'convention', name: 'thop-0.0.31', doubled: true },
} as const satisfies Record<string, Claim>;

/** Parameters, FLOPs, and average precision on COCO val2017. */
const row = (
  source: 'yolov5-readme' | 'yolox-readme',
  model: string,
  params: string,
  flops: string,
  precision: string,
): PublishedRow => ({
  subject: { network: model.toLowerCase() },
  model,
  source,
  confirmed: true,
  params: { text: `${params}M` },
  cost: { text: `${flops}G`, convention: 'flops', claim: claims[source] },
  scores: [{ measure: 'box AP', percent: precision }],
});

export const yoloRows: readonly PublishedRow[] = [
  row('yolov5-readme', 'YOLOv5n', '1.9', '4.5', '28.0'),
  row('yolov5-readme', 'YOLOv5s', '7.2', '16.5', '37.4'),
  row('yolov5-readme', 'YOLOv5m', '21.2', '49.0', '45.4'),
  row('yolov5-readme', 'YOLOv5l', '46.5', '109.1', '49.0'),
  row('yolov5-readme', 'YOLOv5x', '86.7', '205.7', '50.7'),
  row('yolox-readme', 'YOLOX-Tiny', '5.06', '6.45', '32.8'),
  row('yolox-readme', 'YOLOX-s', '9.0', '26.8', '40.5'),
  row('yolox-readme', 'YOLOX-m', '25.3', '73.8', '46.9'),
  row('yolox-readme', 'YOLOX-l', '54.2', '155.6', '49.7'),
  row('yolox-readme', 'YOLOX-x', '99.1', '281.9', '51.1'),
];
