import type { PublishedRow } from './figure.ts';

/** Parameters, FLOPs, and average precision on COCO val2017. Both READMEs print more FLOPs than two for each MAC, and none says why. */
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
  cost: { text: `${flops}G`, convention: 'flops' },
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
