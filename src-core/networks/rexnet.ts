import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';
import { roundHalfEven } from './regnet.ts';

/** Blocks of each stage and the step of its first one. */
const stages = [
  [1, 1],
  [2, 2],
  [2, 2],
  [3, 2],
  [3, 1],
  [5, 2],
] as const;

/** Channels grow by equal steps from the first block to the last: 180 over all of them, times the width. */
const [first, gain] = [16, 180];

/** Python's way to whole channels, of which none may lose a tenth; the divisor is 1. */
const channelsOf = (count: number): number => {
  const whole = roundHalfEven(count);
  return whole < 0.9 * count ? whole + 1 : whole;
};

function blocks(width: number): readonly NetworkItem[] {
  const steps = stages.flatMap(([depth, stride]) =>
    Array.from({ length: depth }, (_, i) => (i === 0 ? stride : 1)),
  );
  return steps.map((stride, index) => ({
    id: `block${index + 1}`,
    definition: 'rexnet-block',
    fields: {
      outChannels: channelsOf((first + (gain * index) / steps.length) * width),
      ...(index === 0 && { ratio: 1 }),
      stride,
      // Nothing is squeezed in the first two stages.
      ...(index < 3 && { squeeze: false }),
      ...((stride > 1 || index === 0) && { shortcut: false }),
    },
  }));
}

function rexnet(size: string, width: number): ReadyNetwork {
  const title = `ReXNet × ${width.toFixed(1)}`;
  const unit = { activation: 'silu' } as const;
  return {
    name: `rexnet-${width.toFixed(1)}`,
    title,
    subtitle: 'channels that grow by equal steps',
    reference: `Han et al., ReXNet, 2020, arXiv 2007.00992; timm rexnet_${size}`,
    family: 'Mobile',
    design: network(
      title,
      [],
      [
        imageInput(),
        {
          id: 'stem',
          definition: 'conv-unit',
          fields: { outChannels: channelsOf(32 * width), stride: 2, ...unit },
        },
        ...blocks(width),
        {
          id: 'last',
          definition: 'conv-unit',
          fields: { outChannels: channelsOf(1280 * width), kernel: 1, ...unit },
        },
        { id: 'head', definition: 'head' },
        scoresOutput,
      ],
    ),
  };
}

export const rexnets: readonly ReadyNetwork[] = [
  rexnet('100', 1),
  rexnet('130', 1.3),
  rexnet('150', 1.5),
  rexnet('200', 2),
];
