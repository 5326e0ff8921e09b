import type { FieldValue } from '../document/design.ts';
import type { Backbone } from './backbone.ts';
import type { NetworkItem } from './ready-network.ts';
import { expression } from './ready-network.ts';
import type { Task } from './task.ts';
import { classesVariable, followed } from './task.ts';
import { pyramidOutputs } from './two-stage-detection.ts';

const family = 'Detection';
const side = 800;

/** Detectors that look at every position of the levels once, without proposals. */
function oneStage(
  { features }: Backbone,
  extra: FieldValue,
  head: NetworkItem,
  results: readonly string[],
): NetworkItem[] {
  return [
    { id: 'fpn', definition: 'fpn', fields: { levels: 3, extra }, from: features.slice(1) },
    { from: pyramidOutputs(5), ...head },
    ...results.map(
      (port, index): NetworkItem => ({
        id: port,
        definition: 'output',
        from: [`${head.id}.${port}`],
        column: index - (results.length - 1) / 2,
        row: 2,
      }),
    ),
  ];
}

const retinanet = (
  names: Pick<Task, 'name' | 'title' | 'subtitle' | 'reference'>,
  extra: 'conv-p5' | 'conv-c5',
  norm: 'none' | 'group',
): Task => ({
  ...names,
  family,
  side,
  reads: [1, 2, 3],
  variables: [
    classesVariable(91),
    { name: 'extra', kind: 'choice', value: extra, options: ['conv-p5', 'conv-c5'] },
  ],
  items: (backbone) => {
    const fields = { norm, ...followed('classes') };
    const head = { id: 'head', definition: 'retinanet-head', fields };
    return oneStage(backbone, expression('extra'), head, ['scores', 'boxes']);
  },
});

const focal = 'Lin et al., Focal Loss, 2017, arXiv 1708.02002';

const fcos: Task = {
  name: 'fcos',
  title: 'FCOS',
  subtitle: 'FPN, no anchors',
  reference: 'Tian et al., FCOS, 2019, arXiv 1904.01355; torchvision fcos_resnet50_fpn',
  family,
  side,
  reads: [1, 2, 3],
  variables: [classesVariable(91)],
  items: (backbone) => {
    const head = { id: 'head', definition: 'fcos-head', fields: followed('classes') };
    return oneStage(backbone, 'conv-p5', head, ['scores', 'boxes', 'centres']);
  },
};

export const oneStageDetectors: readonly Task[] = [
  retinanet(
    {
      name: 'retinanet',
      title: 'RetinaNet',
      subtitle: 'FPN, levels 3 to 7',
      reference: `${focal}; torchvision retinanet_resnet50_fpn`,
    },
    'conv-p5',
    'none',
  ),
  retinanet(
    {
      name: 'retinanet-v2',
      title: 'RetinaNet v2',
      subtitle: 'level 6 from the backbone, group norms in the head',
      reference: `${focal}; Zhang et al., ATSS, 2019, arXiv 1912.02424; torchvision retinanet_resnet50_fpn_v2`,
    },
    'conv-c5',
    'group',
  ),
  fcos,
];
