import { auxiliary, enlarged } from './segmentation.ts';
import type { Task } from './task.ts';
import { classesVariable, followed } from './task.ts';

const family = 'Segmentation';
const corners = 'bilinear-corners';

/** PSPNet: means over parts of the last map of a backbone dilated to 1/8, its filters that lose a step among them. */
const pspnet = (isAided: boolean): Task => ({
  name: isAided ? 'pspnet' : 'pspnet-no-aux',
  title: isAided ? 'PSPNet' : 'PSPNet without auxiliary head',
  subtitle: isAided ? 'pyramid pooling, with auxiliary head' : 'pyramid pooling, one head',
  reference: 'Zhao et al., PSPNet, 2016, arXiv 1612.01105; hszhao/semseg 4f274c3, model/pspnet.py',
  family,
  side: 473,
  reads: [2, 3],
  outputStride: 8,
  dilatesStep: true,
  variables: [classesVariable(150)],
  items: (backbone) => [
    { id: 'head', definition: 'psp-head', fields: followed('classes'), from: [backbone.features[3]] },
    ...enlarged(backbone, 'head', { up: 'up', out: 'output', row: 1 }, corners),
    ...(isAided ? auxiliary(backbone, 2, corners) : []),
  ],
});

const upernet: Task = {
  name: 'upernet',
  title: 'UPerNet',
  subtitle: 'pyramid pooling and FPN, with auxiliary head',
  reference:
    'Xiao et al., Unified Perceptual Parsing, 2018, arXiv 1807.10221; open-mmlab/mmsegmentation 0d003bc, uper_head.py',
  family,
  side: 512,
  reads: [0, 1, 2, 3],
  variables: [classesVariable(150)],
  items: (backbone) => [
    { id: 'head', definition: 'uper-head', fields: followed('classes'), from: backbone.features },
    ...enlarged(backbone, 'head', { up: 'up', out: 'output', row: 1 }),
    ...auxiliary(backbone, 2),
  ],
};

/** The FPN of segmentation_models.pytorch: laterals alone, then a semantic branch on every level. */
const semanticFpn: Task = {
  name: 'semantic-fpn',
  title: 'Semantic FPN',
  subtitle: 'the FPN of segmentation_models.pytorch',
  reference:
    'Kirillov et al., Panoptic FPN, 2019, arXiv 1901.02446; segmentation_models.pytorch 5006616, decoders/fpn',
  family,
  side: 512,
  reads: [0, 1, 2, 3],
  variables: [classesVariable(21)],
  items: (backbone) => [
    {
      id: 'fpn',
      definition: 'fpn',
      fields: { extra: 'none', smoothed: false },
      from: backbone.features,
    },
    {
      id: 'head',
      definition: 'semantic-fpn-head',
      fields: followed('classes'),
      from: [1, 2, 3, 4].map((level) => `fpn.out${level}`),
    },
    ...enlarged(backbone, 'head', { up: 'up', out: 'output', row: 2 }, corners),
  ],
};

export const pyramidSegmenters: readonly Task[] = [pspnet(true), pspnet(false), upernet, semanticFpn];
