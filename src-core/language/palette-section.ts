/** The headings under which blocks are offered, in their order: by what a block was published for. */
export const blockSections = [
  'Own blocks',
  'Multi-scale',
  'Building parts',
  'Residual',
  'Ghost',
  'Attention',
  'Transformer',
  'Mobile',
  'Inception, dense, VGG',
  'Stems and heads',
  'Detection',
  'Detection, one stage',
  'Segmentation',
] as const;
export type BlockSection = (typeof blockSections)[number];

/** The headings under which operators are offered that would make the list of their family too long, ahead of that family. */
export const operatorSections = ['Windows and positions'] as const;
export type OperatorSection = (typeof operatorSections)[number];
