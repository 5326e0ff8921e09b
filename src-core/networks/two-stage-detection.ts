import type { FieldValue, Variable } from '../document/design.ts';
import type { Backbone } from './backbone.ts';
import type { NetworkItem } from './ready-network.ts';
import { expression } from './ready-network.ts';
import type { Task } from './task.ts';
import { classesVariable, followed } from './task.ts';

type FieldValues = Readonly<Record<string, FieldValue>>;

const backgroundVariable: Variable = {
  name: 'background',
  kind: 'choice',
  value: 'counted',
  options: ['counted', 'apart'],
};

export const boxesVariable = (name: string, value: number): Variable => ({
  name,
  kind: 'integer',
  value,
  min: 1,
  max: 1_048_576,
});

export const pyramidOutputs = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `fpn.out${index + 1}`);

/** What the second version of torchvision's R-CNNs changes. */
export interface Parts {
  readonly fpn: FieldValues;
  readonly rpn: FieldValues;
  readonly box: FieldValues;
  readonly mask: FieldValues;
}

export const plainParts: Parts = { fpn: {}, rpn: {}, box: {}, mask: {} };
const second: Parts = {
  fpn: { norm: 'batch' },
  rpn: { convs: 2 },
  box: { convs: 4, layers: 1 },
  mask: { norm: 'batch' },
};

/** Regions of the boxes that come in at `boxes`, cut out of the four levels of the pyramid that have convolutions. */
export const regions = (
  id: string,
  boxes: string,
  size: number,
  place: Partial<NetworkItem>,
): NetworkItem => ({
  id,
  definition: 'pyramid-roi-align',
  fields: { size },
  from: [...pyramidOutputs(4), boxes],
  to: ['in1', 'in2', 'in3', 'in4', 'boxes'],
  ...place,
});

const proposalOutputs: readonly NetworkItem[] = [
  { id: 'rpn-scores', definition: 'output', from: ['rpn.scores'], column: -1, row: 3 },
  { id: 'rpn-boxes', definition: 'output', from: ['rpn.boxes'], row: 3 },
];

/** Pyramid and proposals: the first stage of an R-CNN. */
export const proposing = ({ features }: Backbone, { fpn, rpn }: Parts): NetworkItem[] => [
  { id: 'fpn', definition: 'fpn', fields: fpn, from: features },
  { id: 'rpn', definition: 'rpn-head', fields: rpn, from: pyramidOutputs(5), row: 2 },
  ...proposalOutputs,
];

/** Which boxes the proposals are follows from their scores, so they come in from outside, as many as the network would keep. */
const boxBranch = ({ box }: Parts): NetworkItem[] => [
  {
    id: 'proposals',
    definition: 'boxes-input',
    fields: { boxes: expression('proposals') },
    from: [],
    column: 1,
    row: 0,
  },
  regions('regions', 'proposals', 7, { column: 1, row: 2 }),
  { id: 'box-head', definition: 'box-head', fields: box, column: 1 },
  { id: 'predictor', definition: 'box-predictor', fields: followed('classes', 'background'), column: 1 },
  { id: 'scores', definition: 'output', from: ['predictor.scores'], column: 0, row: 5 },
  { id: 'boxes', definition: 'output', from: ['predictor.boxes'], column: 1, row: 5 },
];

export const maskBranch = ({ mask }: Parts): NetworkItem[] => [
  {
    id: 'detections',
    definition: 'boxes-input',
    fields: { boxes: expression('detections') },
    from: [],
    column: 2,
    row: 0,
  },
  regions('mask-regions', 'detections', 14, { column: 2, row: 2 }),
  { id: 'mask-head', definition: 'mask-head', fields: { ...mask, ...followed('classes') }, column: 2 },
  { id: 'masks', definition: 'output', column: 2, row: 4 },
];

const keypointBranch: readonly NetworkItem[] = [
  {
    id: 'detections',
    definition: 'boxes-input',
    fields: { boxes: expression('detections') },
    from: [],
    column: 2,
    row: 0,
  },
  regions('keypoint-regions', 'detections', 14, { column: 2, row: 2 }),
  { id: 'keypoint-head', definition: 'keypoint-head', fields: followed('keypoints'), column: 2 },
  { id: 'keypoints', definition: 'output', column: 2, row: 4 },
];

const family = 'Detection';
const side = 800;
export const rcnn = { family, side, reads: [0, 1, 2, 3] } as const;
const boxVariables = [backgroundVariable, boxesVariable('proposals', 1000)];
const faster = 'Ren et al., Faster R-CNN, 2015, arXiv 1506.01497; torchvision';
const masked = 'He et al., Mask R-CNN, 2017, arXiv 1703.06870; torchvision';
const improved = 'Li et al., Benchmarking Detection Transfer Learning, 2021, arXiv 2111.11429; torchvision';

const fasterRcnn = (
  name: string,
  title: string,
  subtitle: string,
  reference: string,
  parts: Parts,
): Task => ({
  ...rcnn,
  name,
  title,
  subtitle,
  reference,
  variables: [classesVariable(91), ...boxVariables],
  items: (backbone) => [...proposing(backbone, parts), ...boxBranch(parts)],
});

const maskRcnn = (name: string, title: string, subtitle: string, reference: string, parts: Parts): Task => ({
  ...rcnn,
  name,
  title,
  subtitle,
  reference,
  variables: [classesVariable(91), ...boxVariables, boxesVariable('detections', 100)],
  items: (backbone) => [...proposing(backbone, parts), ...boxBranch(parts), ...maskBranch(parts)],
});

const keypointRcnn: Task = {
  ...rcnn,
  name: 'keypoint-rcnn',
  title: 'Keypoint R-CNN',
  subtitle: 'FPN',
  reference: `${masked} keypointrcnn_resnet50_fpn`,
  variables: [
    classesVariable(2),
    { name: 'keypoints', kind: 'integer', value: 17, min: 1, max: 65_536 },
    ...boxVariables,
    boxesVariable('detections', 100),
  ],
  items: (backbone) => [...proposing(backbone, plainParts), ...boxBranch(plainParts), ...keypointBranch],
};

/**
 * Faster R-CNN of torchvision on a mobile network: two maps of one size, so that all boxes are cut out of the first; 15
 * anchors at a position, and 150 proposals.
 */
export const mobileFasterRcnn: Task = {
  ...rcnn,
  name: 'faster-rcnn-mobile',
  title: 'Faster R-CNN',
  subtitle: 'FPN on the last two maps',
  reference: `${faster} fasterrcnn_mobilenet_v3_large_fpn`,
  reads: [2, 3],
  variables: [classesVariable(91), backgroundVariable, boxesVariable('proposals', 150)],
  items: ({ features }) => [
    { id: 'fpn', definition: 'fpn', fields: { levels: 2 }, from: features.slice(2) },
    {
      id: 'rpn',
      definition: 'rpn-head',
      fields: { levels: 3, anchors: 15 },
      from: pyramidOutputs(3),
      row: 2,
    },
    ...proposalOutputs,
    ...boxBranch(plainParts).map((item) =>
      item.id === 'regions'
        ? {
            ...item,
            fields: { levels: 1, stride: 32, size: 7 },
            from: ['fpn.out1', 'proposals'],
            to: ['in1', 'boxes'],
          }
        : item,
    ),
  ],
};

export const twoStageDetectors: readonly Task[] = [
  fasterRcnn('faster-rcnn', 'Faster R-CNN', 'FPN', `${faster} fasterrcnn_resnet50_fpn`, plainParts),
  fasterRcnn(
    'faster-rcnn-v2',
    'Faster R-CNN v2',
    'FPN, norms and convolutions in the heads',
    `${improved} fasterrcnn_resnet50_fpn_v2`,
    second,
  ),
  maskRcnn('mask-rcnn', 'Mask R-CNN', 'FPN', `${masked} maskrcnn_resnet50_fpn`, plainParts),
  maskRcnn(
    'mask-rcnn-v2',
    'Mask R-CNN v2',
    'FPN, norms and convolutions in the heads',
    `${improved} maskrcnn_resnet50_fpn_v2`,
    second,
  ),
  keypointRcnn,
];
