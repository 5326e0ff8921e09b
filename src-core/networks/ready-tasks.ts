import type { Catalogue } from '../language/definition.ts';
import { cascadeDetectors } from './cascade-detection.ts';
import { mobilenetV3Large } from './mobilenet-v3.ts';
import { oneStageDetectors } from './one-stage-detection.ts';
import { pyramidSegmenters } from './pyramid-segmentation.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { resnet34, resnet50, resnet50c, resnet50s } from './resnet.ts';
import { lraspp, mobileDeeplab, segmenters } from './segmentation.ts';
import type { Task } from './task.ts';
import { onBackbone } from './tasks.ts';
import { mobileFasterRcnn, twoStageDetectors } from './two-stage-detection.ts';

/** The last layers of MobileNetV3-Large, whose maps torchvision hands to heads: `early` at 1/8, `late` at 1/16 or 1/32. */
const mobileFeatures = (early: string, late: string): ReadyNetwork => ({
  ...mobilenetV3Large,
  features: ['bneck3', early, late, 'last'],
});

/** torchvision/models/detection/faster_rcnn.py hands the network norms of its own, with PyTorch's epsilon and momentum. */
const withPlainNorms = (network: ReadyNetwork): ReadyNetwork => ({
  ...network,
  design: {
    ...network.design,
    nodes: network.design.nodes.map((node) => {
      const kept = Object.entries(node.fields).filter(([name]) => name !== 'epsilon' && name !== 'momentum');
      return { ...node, fields: Object.fromEntries(kept) };
    }),
  },
});

function ready(
  task: Task,
  network: ReadyNetwork,
  catalogue: Catalogue,
  name = task.name,
  title = task.title,
): ReadyNetwork {
  const built = onBackbone(task, network, catalogue);
  if (!built.ok) throw new Error(`${network.name} cannot be the backbone of ${task.name}`);
  const { subtitle, reference } = task;
  const design = { ...built.value.design, title };
  return { ...built.value, name, title, subtitle: `${network.title}, ${subtitle}`, reference, design };
}

/** Backbones of the codes that are cited, where they are not ResNet-50: a wider deep stem, a deep stem, and fewer layers. */
const usualBackbone: Readonly<Record<string, ReadyNetwork>> = {
  pspnet: resnet50s,
  'pspnet-no-aux': resnet50s,
  upernet: resnet50c,
  'semantic-fpn': resnet34,
};

/** The tasks on the backbones that their figures were published with. */
export function readyTasks(catalogue: Catalogue): readonly ReadyNetwork[] {
  const mobile = (task: Task, network: ReadyNetwork, name: string) =>
    ready(task, network, catalogue, name, `${task.title} on ${network.title}`);
  return [
    ...[...twoStageDetectors, ...oneStageDetectors, ...segmenters].map((task) =>
      ready(task, resnet50, catalogue),
    ),
    ...cascadeDetectors.map((task) => ready(task, resnet50, catalogue)),
    ...pyramidSegmenters.map((task) => ready(task, usualBackbone[task.name] ?? resnet50, catalogue)),
    mobile(
      mobileFasterRcnn,
      withPlainNorms(mobileFeatures('bneck6', 'bneck13')),
      'faster-rcnn-mobilenet-v3-large',
    ),
    mobile(mobileDeeplab, mobileFeatures('bneck4', 'bneck12'), 'deeplab-v3-mobilenet-v3-large'),
    mobile(lraspp, mobileFeatures('bneck4', 'bneck12'), 'lraspp-mobilenet-v3-large'),
  ];
}
