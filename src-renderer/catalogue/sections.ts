import { definitions } from '../../src-core/catalogue.ts';
import type { Definition, Family } from '../../src-core/language/definition.ts';

export interface Section {
  readonly title: string;
  readonly definitions: readonly Definition[];
}

/** Where each block stands, by what it was published for; a stage stands with the block that it repeats. */
const blockIds = {
  'Multi-scale': [
    'hs-block',
    'res2net-block',
    'parallel-groups',
    'hs-bottleneck',
    'hs-basic',
    'res2net-bottleneck',
    'hs-stage',
    'hs-basic-stage',
    'res2net-stage',
    'hs-chunk-block',
    'hs-public-bottleneck',
    'hs-public-stage',
  ],
  'Building parts': [
    'conv-unit',
    'norm-act',
    'separable-conv',
    'conv-tower',
    'pass-through',
    'sequence',
    'repeat',
  ],
  Residual: [
    'bottleneck',
    'basic',
    'resnet-stage',
    'basic-stage',
    'regnet-block',
    'regnet-stage',
    'convnext-block',
    'convnext-stage',
    'dla-bottleneck',
    'dla-root',
    'dla-tree',
  ],
  Ghost: [
    'ghost-module',
    'dfc-ghost-module',
    'ghost-bottleneck',
    'ghost-stage',
    'ghost-resnet-bottleneck',
    'ghost-resnet-stage',
  ],
  Attention: ['squeeze-excitation', 'eca', 'cbam'],
  Mobile: [
    'depthwise-separable',
    'depthwise-separable-stage',
    'inverted-residual',
    'inverted-residual-stage',
    'fused-mbconv',
    'fused-mbconv-stage',
    'shuffle-unit',
    'shuffle-stage',
  ],
  'Inception, dense, VGG': [
    'googlenet-module',
    'inception-a',
    'inception-b',
    'inception-c',
    'inception-d',
    'inception-e',
    'dense-layer',
    'dense-stage',
    'dense-transition',
    'fire',
    'fire-stage',
    'vgg-stage',
  ],
  'Stems and heads': [
    'stem',
    'convnext-stem',
    'googlenet-stem',
    'inception-stem',
    'head',
    'convnext-head',
    'mlp-head',
    'score-map-head',
    'googlenet-auxiliary',
    'inception-auxiliary',
  ],
  Detection: [
    'fpn',
    'rpn-head',
    'rpn-level',
    'pyramid-roi-align',
    'box-head',
    'box-predictor',
    'mask-head',
    'keypoint-head',
    'retinanet-head',
    'retinanet-level',
    'fcos-head',
    'fcos-level',
    'ssd-extra',
    'ssd-head',
    'ssd-level',
  ],
  Segmentation: ['fcn-head', 'aspp', 'deeplab-head', 'deeplab-decoder', 'lraspp-head'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const families: Readonly<Record<Exclude<Family, 'block'>, string>> = {
  io: 'Input and output',
  conv: 'Convolution',
  norm: 'Normalization',
  act: 'Activation',
  pool: 'Pooling',
  linear: 'Linear',
  tensor: 'Tensor',
};

/** For a block that no heading names. */
export const otherBlocks = 'Other blocks';

/** Sections that are open at first; the headings of the others stay in sight around them. */
export const openAtFirst: readonly string[] = ['Recent', 'Multi-scale', 'Building parts', 'Input and output'];

const { io, ...others } = families;
const blockHeadings = Object.keys(blockIds);
/** What every design needs comes ahead of the blocks of one kind. */
const headings = [
  ...blockHeadings.slice(0, 2),
  io,
  ...blockHeadings.slice(2),
  otherBlocks,
  ...Object.values(others),
];
const headingOfBlock = new Map(
  Object.entries(blockIds).flatMap(([heading, ids]) => ids.map((id) => [id as string, heading] as const)),
);
const placeOfBlock = new Map<string, number>(
  Object.values(blockIds)
    .flat()
    .map((id, place) => [id, place]),
);

const headingOf = (definition: Definition): string =>
  definition.kind === 'block'
    ? (headingOfBlock.get(definition.id) ?? otherBlocks)
    : families[definition.family as Exclude<Family, 'block'>];

const inOrder = (a: Definition, b: Definition): number =>
  (placeOfBlock.get(a.id) ?? 0) - (placeOfBlock.get(b.id) ?? 0);

/** The sections of the palette: blocks as listed above, operators in the catalogue's order; empty ones are left out. */
export const sections: readonly Section[] = headings
  .map((title) => ({
    title,
    definitions: definitions.filter((definition) => headingOf(definition) === title).sort(inOrder),
  }))
  .filter((section) => section.definitions.length > 0);

export const definitionOf = (id: string): Definition | undefined =>
  definitions.find((definition) => definition.id === id);

const mostSymbols = 3;

/** The symbols of the fields a person sets first, `s w k`: those of one letter, which stay readable beside a name. */
export function hintOf({ fields }: Definition): string {
  return Object.entries(fields)
    .filter(
      ([, field]) => field.shown !== false && (field.kind === 'dimension' || field.kind === 'structural'),
    )
    .map(([name, field]) => (field.kind === 'dimension' ? field.symbol : name))
    .filter((symbol) => symbol.length === 1)
    .slice(0, mostSymbols)
    .join(' ');
}
