/**
 * What share of the strongest answer an answer must have to belong to the effective receptive field: what lies beyond two standard
 * deviations, as Luo et al. (arXiv:1701.04128, section 3) take it.
 */
const countsFrom = 1 - 0.9545;

/** Along one axis: positions of the input, and how the cells divide them. */
interface Grid {
  readonly rows: number;
  readonly columns: number;
}

export interface EffectiveField {
  /** Rows and columns of the input from the first cell that counts to the last. */
  readonly rows: number;
  readonly columns: number;
  /** Rows and columns of one cell: the field is no finer. */
  readonly cell: readonly [rows: number, columns: number];
  readonly grid: Grid;
  /** How strongly the middle of the item answers to a change of each cell, over the strongest answer. */
  readonly answers: readonly number[];
}

/** The cells of an input of so many rows and columns, at most so many along a side. */
export function cellsOf(size: readonly [rows: number, columns: number], mostAlong: number) {
  const cell = size.map((along) => Math.ceil(along / mostAlong)) as [number, number];
  const grid: Grid = { rows: Math.ceil(size[0] / cell[0]), columns: Math.ceil(size[1] / cell[1]) };
  return { cell, grid };
}

/** Reads the field off the answers to a change of each cell, in rows; null where nothing answers. */
export function effectiveField(
  size: readonly [rows: number, columns: number],
  { cell, grid }: ReturnType<typeof cellsOf>,
  answers: readonly number[],
): EffectiveField | null {
  const strongest = Math.max(...answers);
  if (!(strongest > 0)) return null;
  const shares = answers.map((answer) => answer / strongest);
  const counted = shares.flatMap((share, index) => (share >= countsFrom ? [index] : []));
  const along = (of: (index: number) => number, axis: 0 | 1): number => {
    const first = Math.min(...counted.map(of)) * cell[axis];
    return Math.min(size[axis], (Math.max(...counted.map(of)) + 1) * cell[axis]) - first;
  };
  return {
    rows: along((index) => Math.floor(index / grid.columns), 0),
    columns: along((index) => index % grid.columns, 1),
    cell,
    grid,
    answers: shares,
  };
}
