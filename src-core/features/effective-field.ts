/**
 * What share of the strongest answer an answer must have to belong to the effective receptive field: what lies beyond two standard
 * deviations, as Luo et al. (arXiv:1701.04128, section 3) take it.
 */
const countsFrom = 1 - 0.9545;

/** From what share of the strongest answer on a cell is looked at again in smaller cells. */
const nearFrom = 0.001;

/** Positions of the input in rows and columns. */
interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** A rectangle of the input. */
export interface InputWindow extends Extent {
  readonly top: number;
  readonly left: number;
}

/** A part of the input, and how it is cut into cells. */
export interface Cells {
  readonly window: InputWindow;
  /** Rows and columns of one cell. */
  readonly cell: readonly [rows: number, columns: number];
  /** How many cells there are along rows and columns. */
  readonly grid: Extent;
}

/** The field has the rows and columns of the input from the first cell that counts to the last; it is no finer than a cell. */
export interface EffectiveField extends Extent, Cells {
  /** How strongly the middle of the item answers to a change of each cell, over the strongest answer. */
  readonly answers: readonly number[];
}

/** The cells of a part of the input, at most so many along a side. */
export function cellsOf(window: InputWindow, mostAlong: number): Cells {
  const cell = [Math.ceil(window.rows / mostAlong), Math.ceil(window.columns / mostAlong)] as const;
  const grid = { rows: Math.ceil(window.rows / cell[0]), columns: Math.ceil(window.columns / cell[1]) };
  return { window, cell, grid };
}

/** The rectangle around the cells that answer by a share of the strongest answer or more. */
function around({ window, cell, grid }: Cells, shares: readonly number[], from: number): InputWindow {
  const counted = shares.flatMap((share, index) => (share >= from ? [index] : []));
  const along = (places: readonly number[], axis: 0 | 1, end: number) => {
    const first = Math.min(...places) * cell[axis];
    return { first, size: Math.min(end, (Math.max(...places) + 1) * cell[axis]) - first };
  };
  const vertical = along(
    counted.map((index) => Math.floor(index / grid.columns)),
    0,
    window.rows,
  );
  const horizontal = along(
    counted.map((index) => index % grid.columns),
    1,
    window.columns,
  );
  return {
    top: window.top + vertical.first,
    left: window.left + horizontal.first,
    rows: vertical.size,
    columns: horizontal.size,
  };
}

/** Reads the field off the answers to a change of each cell, in rows; null where nothing answers. */
export function effectiveField(cells: Cells, answers: readonly number[]): EffectiveField | null {
  const strongest = Math.max(...answers);
  if (!(strongest > 0)) return null;
  const shares = answers.map((answer) => answer / strongest);
  const { rows, columns } = around(cells, shares, countsFrom);
  return { rows, columns, ...cells, answers: shares };
}

/** Smaller cells of the part of the input that answers at all; null where that cannot be told any finer. */
export function finerCells({ answers, ...cells }: EffectiveField, mostAlong: number): Cells | null {
  const finer = cellsOf(around(cells, answers, nearFrom), mostAlong);
  return finer.cell.some((along, axis) => along < (cells.cell[axis] as number)) ? finer : null;
}
