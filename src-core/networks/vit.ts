import type { ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

interface Form {
  readonly name: string;
  readonly title: string;
  /** Channels of a position, and how many of them a head has. */
  readonly w: number;
  readonly perHead?: number;
  readonly depth: number;
  readonly patch: number;
  readonly reference: string;
  /** How the source writes attention. */
  readonly source: 'multi-head' | 'layers';
  /** Whether a second token learns from a teacher. */
  readonly distilled?: boolean;
}

function transformer(form: Form): ReadyNetwork {
  const { name, title, w, perHead = 64, depth, patch, reference, source, distilled = false } = form;
  const stem = { outChannels: expression('w'), patch, ...(distilled && { tokens: 2 }) };
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
        { id: 'stem', definition: 'patch-embedding', fields: stem },
        {
          id: 'encoder',
          definition: 'encoder-stage',
          fields: { depth, heads: expression(`w/${perHead}`), source },
        },
        { id: 'head', definition: 'token-head', ...(distilled && { fields: { distilled } }) },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

const vitPaper = 'Dosovitskiy et al., An Image is Worth 16x16 Words, 2020, arXiv 2010.11929';
const deitPaper = 'Touvron et al., Training data-efficient image transformers, 2020, arXiv 2012.12877';

type Row = readonly [letter: string, w: number, depth: number, patch: number, home: string, perHead?: number];

/** The last entry says whose implementation the counts are those of: torchvision has no small one. */
const vitRows: readonly Row[] = [
  ['s', 384, 12, 16, 'timm vit_small_patch16_224'],
  ['b', 768, 12, 16, 'torchvision vit_b_16'],
  ['b', 768, 12, 32, 'torchvision vit_b_32'],
  ['l', 1024, 24, 16, 'torchvision vit_l_16'],
  ['l', 1024, 24, 32, 'torchvision vit_l_32'],
  ['h', 1280, 32, 14, 'torchvision vit_h_14', 80],
];

const vits: readonly ReadyNetwork[] = vitRows.map(([letter, w, depth, patch, home, perHead]) =>
  transformer({
    name: `vit-${letter}-${patch}`,
    title: `ViT-${letter.toUpperCase()}/${patch}`,
    w,
    ...(perHead !== undefined && { perHead }),
    depth,
    patch,
    reference: `${vitPaper}; ${home}`,
    source: home.startsWith('timm') ? 'layers' : 'multi-head',
  }),
);

/** They are built as ViT is, and differ in how they are trained; the distilled ones answer with a second token too. */
const deits: readonly ReadyNetwork[] = [false, true].flatMap((distilled) =>
  (
    [
      ['tiny', 'Ti', 192],
      ['small', 'S', 384],
      ['base', 'B', 768],
    ] as const
  ).map(([size, letter, w]) =>
    transformer({
      name: `deit-${size}${distilled ? '-distilled' : ''}`,
      title: `DeiT-${letter}${distilled ? ', distilled' : ''}`,
      w,
      depth: 12,
      patch: 16,
      reference: `${deitPaper}; timm deit_${size}${distilled ? '_distilled' : ''}_patch16_224`,
      source: 'layers',
      distilled,
    }),
  ),
);

export const visionTransformers: readonly ReadyNetwork[] = [...vits, ...deits];
