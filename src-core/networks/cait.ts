import { imageInput, scoresOutput } from './classic-parts.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

type Row = readonly [size: 'xxs' | 'xs' | 's' | 'm', depth: number, width: number, side: number];

/** A head has 48 channels. */
const perHead = 48;

function cait([size, depth, width, side]: Row): ReadyNetwork {
  const title = `CaiT-${size.toUpperCase()}${depth}, ${side} × ${side}`;
  const heads = width / perHead;
  const classBlock = (id: string, token: string) => ({
    id,
    definition: 'class-attention-block',
    fields: { heads },
    from: ['encoder', token],
    to: ['in', 'token'],
  });
  return {
    name: `cait-${size}${depth}-${side}`,
    title,
    subtitle: 'talking heads, class attention',
    reference: `Touvron et al., Going deeper with Image Transformers, 2021, arXiv 2103.17239; timm cait_${size}${depth}_${side}`,
    family: 'Transformer',
    design: network(
      title,
      [],
      [
        imageInput(side),
        { id: 'stem', definition: 'patch-embedding', fields: { outChannels: width, tokens: 0 } },
        {
          id: 'encoder',
          definition: 'encoder-stage',
          fields: { depth, heads, talking: true, layerScale: true },
        },
        { id: 'token', definition: 'parameter', fields: { sizes: [1, width] }, from: [], column: 1 },
        {
          id: 'for-each',
          definition: 'broadcast',
          from: ['token', 'encoder'],
          to: ['in', 'like'],
          column: 1,
        },
        classBlock('class1', 'for-each'),
        classBlock('class2', 'class1'),
        { id: 'concat', definition: 'concat', from: ['class2', 'encoder'] },
        { id: 'head', definition: 'token-head' },
        scoresOutput,
      ],
    ),
  };
}

const rows: readonly Row[] = [
  ['xxs', 24, 192, 224],
  ['xxs', 36, 192, 224],
  ['s', 24, 384, 224],
  ['xs', 24, 288, 384],
  ['s', 36, 384, 384],
  ['m', 36, 768, 384],
  ['m', 48, 768, 448],
];

export const caits: readonly ReadyNetwork[] = rows.map(cait);
