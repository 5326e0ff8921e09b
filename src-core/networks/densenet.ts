import { count, imageInput, scoresOutput } from './classic-parts.ts';
import { densenetKeys } from './keys/classic-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

/** Layers of the four dense blocks, by the number of layers with weights. */
const depths = {
  121: [6, 12, 24, 16],
  161: [6, 12, 36, 24],
  169: [6, 12, 32, 32],
  201: [6, 12, 48, 32],
} as const;
type Layers = keyof typeof depths;

/** Dense blocks with a transition between each and the next; the last one's map still lacks its norm. */
function body(layers: Layers): NetworkItem[] {
  return depths[layers].flatMap((depth, index): NetworkItem[] => {
    const fields = { depth, growth: expression('growth'), bottleneck: expression('bottleneck') };
    const block = { id: `stage${index + 1}`, definition: 'dense-stage', fields };
    const isLast = index === depths[layers].length - 1;
    return isLast ? [block] : [block, { id: `transition${index + 1}`, definition: 'dense-transition' }];
  });
}

function densenet(layers: Layers, growth = 32): ReadyNetwork {
  const title = `DenseNet-${layers}`;
  return {
    name: `densenet-${layers}`,
    title,
    subtitle: `growth ${growth}`,
    reference: `Huang et al., DenseNet, 2016, arXiv 1608.06993; torchvision densenet${layers}`,
    family: 'Classic',
    publicKeys: densenetKeys,
    features: ['stage1', 'stage2', 'stage3', 'final'],
    design: network(
      title,
      [count('growth', growth, 512), count('bottleneck', 4, 64)],
      [
        imageInput(),
        { id: 'stem', definition: 'stem', fields: { kind: 'plain', outChannels: expression('2*growth') } },
        ...body(layers),
        // torchvision/models/densenet.py ends in functional.relu, functional.adaptive_avg_pool2d and torch.flatten.
        { id: 'final', definition: 'norm-act', call: 'function' },
        { id: 'head', definition: 'head', call: 'function' },
        scoresOutput,
      ],
    ),
  };
}

export const densenets: readonly ReadyNetwork[] = [
  densenet(121),
  densenet(161, 48),
  densenet(169),
  densenet(201),
];
