import type { Claim, NetworkSubject, PublishedRow, Score } from './figure.ts';

const percent = (measure: string, value: string): Score => ({ measure, percent: value });
const frozen: Claim = { kind: 'frozen-norm' };
const segmented: NetworkSubject['input'] = [1, 3, 520, 520];

/** `meta["num_params"]`, `meta["_ops"]` in billions, and the metric of the weights. */
function row(
  subject: NetworkSubject,
  model: string,
  [params, ops]: readonly [params: string, ops: string],
  scores: readonly Score[],
  claim?: Claim,
  costClaim?: Claim,
): PublishedRow {
  return {
    subject,
    model,
    source: 'torchvision',
    confirmed: true,
    params: { text: params, ...(claim !== undefined && { claim }) },
    cost: {
      text: `${ops}G`,
      convention: 'torchvision',
      ...(costClaim !== undefined && { claim: costClaim }),
    },
    scores,
  };
}

const of = (network: string, input?: NetworkSubject['input']): NetworkSubject => ({
  network,
  ...(input !== undefined && { input }),
});
const box = (value: string) => percent('box AP', value);

export const detectionRows: readonly PublishedRow[] = [
  row(of('faster-rcnn'), 'fasterrcnn_resnet50_fpn', ['41,755,286', '134.38'], [box('37.0')], frozen),
  row(of('faster-rcnn-v2'), 'fasterrcnn_resnet50_fpn_v2', ['43,712,278', '280.371'], [box('46.7')]),
  row(
    of('mask-rcnn'),
    'maskrcnn_resnet50_fpn',
    ['44,401,393', '134.38'],
    [box('37.9'), percent('mask AP', '34.6')],
    frozen,
    { kind: 'nothing-found', items: ['mask-head'] },
  ),
  row(
    of('mask-rcnn-v2'),
    'maskrcnn_resnet50_fpn_v2',
    ['46,359,409', '333.577'],
    [box('47.4'), percent('mask AP', '41.8')],
  ),
  row(
    // The cost hangs on how many people are found; one makes up the figure.
    { network: 'keypoint-rcnn', settings: { detections: 1 } },
    'keypointrcnn_resnet50_fpn',
    ['59,137,258', '137.42'],
    [box('54.6'), percent('keypoint AP', '65.0')],
    frozen,
  ),
  row(of('retinanet'), 'retinanet_resnet50_fpn', ['34,014,999', '151.54'], [box('36.4')], frozen),
  row(of('retinanet-v2'), 'retinanet_resnet50_fpn_v2', ['38,198,935', '152.238'], [box('41.5')]),
  row(of('fcos'), 'fcos_resnet50_fpn', ['32,269,600', '128.207'], [box('39.2')], frozen),
  row(of('ssd300-vgg-16'), 'ssd300_vgg16', ['35,641,826', '34.858'], [box('25.1')]),
  row(
    of('ssdlite320-mobilenet-v3-large'),
    'ssdlite320_mobilenet_v3_large',
    ['3,440,060', '0.583'],
    [box('21.3')],
  ),
  row(
    of('faster-rcnn-mobilenet-v3-large'),
    'fasterrcnn_mobilenet_v3_large_fpn',
    ['19,386,354', '4.494'],
    [box('32.8')],
    frozen,
    { kind: 'nothing-found', items: ['box-head', 'predictor'] },
  ),
  row(of('fcn', segmented), 'fcn_resnet50, with aux', ['35,322,218', '152.717'], [percent('mIoU', '60.5')]),
  row(
    of('deeplab-v3', segmented),
    'deeplabv3_resnet50, with aux',
    ['42,004,074', '178.722'],
    [percent('mIoU', '66.4')],
  ),
  row(
    of('deeplab-v3-mobilenet-v3-large', segmented),
    'deeplabv3_mobilenet_v3_large',
    ['11,029,328', '10.452'],
    [percent('mIoU', '60.3')],
  ),
  row(
    of('lraspp-mobilenet-v3-large', segmented),
    'lraspp_mobilenet_v3_large',
    ['3,221,538', '2.086'],
    [percent('mIoU', '57.9')],
  ),
  {
    subject: {
      network: 'faster-rcnn@resnet-50-v1',
      settings: { classes: 80, background: 'apart' },
      input: [1, 3, 800, 800],
    },
    model: 'faster_rcnn_R_50_FPN_1x',
    source: 'detectron2',
    confirmed: true,
    params: { text: '41,699,936', claim: frozen },
    cost: { text: '117G', convention: 'macs', claim: { kind: 'convolutions-only' } },
  },
  {
    subject: {
      network: 'retinanet@resnet-50-v1',
      settings: { classes: 80, extra: 'conv-c5' },
      input: [1, 3, 800, 800],
    },
    model: 'retinanet_R_50_FPN_1x',
    source: 'detectron2',
    confirmed: true,
    params: { text: '37,915,572', claim: frozen },
    cost: { text: '146G', convention: 'macs' },
  },
];
