import { hierarchy, partition } from 'd3-hierarchy';
import type { TimeNode } from './profile-tree.ts';

/** Where a row of the profile lies in the icicle: left and right as shares of the whole width, 0 to 1. */
export interface IcicleCell {
  readonly node: TimeNode;
  /** Levels below the root of the drawing. */
  readonly depth: number;
  readonly left: number;
  readonly right: number;
  readonly parent: IcicleCell | null;
}

export interface IcicleLayout {
  readonly cells: readonly IcicleCell[];
  readonly levels: number;
}

/** Lays a tree out from left to right in exported order; widths are times. A row without time has no cell. */
export function layOutIcicle(root: TimeNode): IcicleLayout {
  const tree = hierarchy(root, (node) => node.children).sum((node) =>
    node.children.length === 0 ? node.microseconds : 0,
  );
  const placed = partition<TimeNode>()(tree);
  const cells = new Map<TimeNode, IcicleCell>();
  placed.eachBefore((at) => {
    if (at.x1 <= at.x0 && at.depth > 0) return;
    cells.set(at.data, {
      node: at.data,
      depth: at.depth,
      left: at.x0,
      right: at.x1,
      parent: at.parent === null ? null : (cells.get(at.parent.data) ?? null),
    });
  });
  const all = [...cells.values()];
  return { cells: all, levels: 1 + Math.max(0, ...all.map(({ depth }) => depth)) };
}

export type Step = 'left' | 'right' | 'up' | 'down';

/** The cell that an arrow key leads to from another, or null at an edge: siblings and cousins beside, parent above, first child below. */
export function neighbour({ cells }: IcicleLayout, from: IcicleCell, step: Step): IcicleCell | null {
  if (step === 'up') return from.parent;
  if (step === 'down') return cells.find((cell) => cell.parent === from) ?? null;
  const row = cells.filter((cell) => cell.depth === from.depth);
  return row[row.indexOf(from) + (step === 'left' ? -1 : 1)] ?? null;
}

/** About as wide as a digit or letter of the label type is. */
const letter = 6.3;
const padding = 8;

/** The longest label that fits: name with time, name, or none. */
export function labelFor(name: string, time: string, width: number): readonly [name: string, time: string] {
  const room = (width - padding) / letter;
  if (name.length + 1 + time.length <= room) return [name, time];
  return name.length <= room ? [name, ''] : ['', ''];
}
