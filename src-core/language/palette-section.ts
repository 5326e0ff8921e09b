/** The headings under which blocks are offered, in their order: by what a block was published for. */
export const blockSections = [
  'Multi-scale',
  'Building parts',
  'Residual',
  'Ghost',
  'Attention',
  'Mobile',
  'Inception, dense, VGG',
  'Stems and heads',
  'Detection',
  'Segmentation',
] as const;
export type BlockSection = (typeof blockSections)[number];
