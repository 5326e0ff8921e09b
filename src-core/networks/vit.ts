import type { ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

interface Form {
  readonly name: string;
  readonly title: string;
  /** Channels of a position; each head has 64 of them. */
  readonly w: number;
  readonly depth: number;
  readonly patch: number;
  readonly reference: string;
  /** How the source writes attention. */
  readonly source: 'multi-head' | 'layers';
}

function transformer({ name, title, w, depth, patch, reference, source }: Form): ReadyNetwork {
  return {
    name,
    title,
    subtitle: `${w} channels, ${depth} blocks`,
    reference,
    family: 'Transformer',
    design: network(
      title,
      [{ name: 'w', kind: 'integer', value: w, min: 64, max: 4096 }],
      [
        { id: 'input', definition: 'input' },
        { id: 'stem', definition: 'patch-embedding', fields: { outChannels: expression('w'), patch } },
        { id: 'encoder', definition: 'encoder-stage', fields: { depth, heads: expression('w/64'), source } },
        { id: 'head', definition: 'token-head' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

const vitPaper = 'Dosovitskiy et al., An Image is Worth 16x16 Words, 2020, arXiv 2010.11929';
const deitPaper = 'Touvron et al., Training data-efficient image transformers, 2020, arXiv 2012.12877';

type Row = readonly [letter: string, w: number, depth: number, patch: number, home: string];

/** The last entry says whose implementation the counts are those of: torchvision has no small one. */
const vitRows: readonly Row[] = [
  ['s', 384, 12, 16, 'timm vit_small_patch16_224'],
  ['b', 768, 12, 16, 'torchvision vit_b_16'],
  ['b', 768, 12, 32, 'torchvision vit_b_32'],
  ['l', 1024, 24, 16, 'torchvision vit_l_16'],
  ['l', 1024, 24, 32, 'torchvision vit_l_32'],
];

const vits: readonly ReadyNetwork[] = vitRows.map(([letter, w, depth, patch, home]) =>
  transformer({
    name: `vit-${letter}-${patch}`,
    title: `ViT-${letter.toUpperCase()}/${patch}`,
    w,
    depth,
    patch,
    reference: `${vitPaper}; ${home}`,
    source: home.startsWith('timm') ? 'layers' : 'multi-head',
  }),
);

/** They are built as ViT is, and differ in how they are trained; the distilled ones, which have a second head, are not among them. */
const deits: readonly ReadyNetwork[] = (
  [
    ['tiny', 'Ti', 192],
    ['small', 'S', 384],
    ['base', 'B', 768],
  ] as const
).map(([size, letter, w]) =>
  transformer({
    name: `deit-${size}`,
    title: `DeiT-${letter}`,
    w,
    depth: 12,
    patch: 16,
    reference: `${deitPaper}; timm deit_${size}_patch16_224`,
    source: 'layers',
  }),
);

export const visionTransformers: readonly ReadyNetwork[] = [...vits, ...deits];
