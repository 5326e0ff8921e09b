import { shortcuts } from '../blocks/residual.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { basicStages, expression, network } from './ready-network.ts';

const code = 'akamaster/pytorch_resnet_cifar10 d5489e8, resnet.py';

/** Copies in each of the three stages; 6n + 2 layers have weights. */
const counts = [3, 5, 7, 9, 18, 200] as const;

/**
 * ResNet for images of 32 × 32, as the paper has it beside ImageNet: stages of 16, 32 and 64 channels. Its shortcuts have no
 * weights (`pad`, option A); `conv` projects them (option B). The source calls everything but convolutions and norms as
 * functions.
 */
function cifarResnet(n: (typeof counts)[number]): ReadyNetwork {
  const layers = 6 * n + 2;
  const title = `ResNet-${layers} for CIFAR`;
  const fields = { depth: expression('n'), shortcut: expression('shortcut') };
  const body = basicStages('basic-stage', [n, n, n], {}).map(
    (item, index): NetworkItem => ({
      ...item,
      call: 'function',
      fields: { ...item.fields, planes: 16 * 2 ** index, ...fields },
    }),
  );
  return {
    name: `cifar-resnet-${layers}`,
    title,
    subtitle: `32 × 32, ${n} copies a stage`,
    reference: `He et al., Deep Residual Learning, 2015, arXiv 1512.03385, section 4.2; ${code}, resnet${layers}`,
    family: 'ResNet',
    design: network(
      title,
      [
        { name: 'n', kind: 'integer', value: n, min: 1, max: 200 },
        { name: 'shortcut', kind: 'choice', value: 'pad', options: shortcuts },
      ],
      [
        { id: 'input', definition: 'input', fields: { height: 32, width: 32 } },
        { id: 'stem', definition: 'conv-unit', fields: { outChannels: 16 }, call: 'function' },
        ...body,
        { id: 'head', definition: 'head', fields: { classes: 10 }, call: 'function' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

export const cifarResnets: readonly ReadyNetwork[] = counts.map(cifarResnet);
