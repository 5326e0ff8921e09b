import type { Cell } from '../language/definition.ts';
import type { Scene, SceneNode, ScenePort, Side, Size, Variant } from './geometry.ts';
import { sizes } from './geometry.ts';
import type { Level, LevelItem } from './level.ts';
import { sceneOfLevel } from './level-scene.ts';
import { spread } from './ports.ts';

const rowPitch = 144;
const barWidth = 64;
const jointSize = 28;
/** Space before a column: a joint stands close to the group it cuts. */
const beforeGroup = 36;
const beforeJoint = 12;
const railWidth = 108;
const railHeight = 40;

interface Placed {
  readonly item: LevelItem;
  readonly cell: Required<Cell>;
  readonly variant: Variant;
}

/** Cells for everything: what the block does not place stands in a row of its own below, rails at the two ends. */
function placed(level: Level, cells: Readonly<Record<string, Cell>>): readonly Placed[] {
  const given = level.items.flatMap((item) => {
    const cell = cells[item.name];
    return cell === undefined ? [] : [{ rowSpan: 1, ...cell }];
  });
  const columns = Math.max(0, ...given.map((cell) => cell.column));
  const rows = Math.max(1, ...given.map((cell) => cell.row + cell.rowSpan));
  /** A rail stands beside the middle of what it is wired to, or beside everything. */
  const beside = ({ name, role }: LevelItem): { row: number; rowSpan: number } => {
    const wired = level.wires.flatMap(({ from, to }) => {
      const [own, peer] = role === 'from' ? [from, to] : [to, from];
      const cell = own.item === name ? cells[peer.item] : undefined;
      return cell === undefined ? [] : [cell];
    });
    if (wired.length === 0) return { row: 0, rowSpan: rows };
    const row = Math.min(...wired.map((cell) => cell.row));
    return { row, rowSpan: Math.max(...wired.map((cell) => cell.row + (cell.rowSpan ?? 1))) - row };
  };
  const others = level.items.filter((item) => item.role === 'item' && cells[item.name] === undefined);
  return level.items.map((item): Placed => {
    if (item.role !== 'item') {
      const { row, rowSpan } = beside(item);
      return {
        item,
        cell: { column: item.role === 'from' ? -1 : columns + 1, row, rowSpan },
        variant: 'rail',
      };
    }
    const cell = cells[item.name];
    if (cell === undefined) {
      return { item, cell: { column: others.indexOf(item), row: rows, rowSpan: 1 }, variant: 'group' };
    }
    const rowSpan = cell.rowSpan ?? 1;
    const variant =
      rowSpan > 1 ? 'bar' : !item.isBlock && item.inputs.length + item.outputs.length > 2 ? 'joint' : 'group';
    return { item, cell: { ...cell, rowSpan }, variant };
  });
}

/** Columns that hold only joints in different rows become one, so that a cut stands above the join it feeds. */
function mergeJoints(all: readonly Placed[]): ReadonlyMap<number, number> {
  const columns = [...new Set(all.map(({ cell }) => cell.column))].sort((a, b) => a - b);
  const membersOf = (column: number) => all.filter(({ cell }) => cell.column === column);
  const merged = new Map<number, number>();
  let place = -1;
  let last: readonly Placed[] = [];
  for (const column of columns) {
    const members = membersOf(column);
    const both = [...last, ...members];
    const joints = last.length > 0 && both.every(({ variant }) => variant === 'joint');
    const apart = new Set(both.map(({ cell }) => cell.row)).size === both.length;
    if (joints && apart) last = both;
    else {
      place += 1;
      last = members;
    }
    merged.set(column, place);
  }
  return merged;
}

const widthOf = (variant: Variant): number =>
  ({ bar: barWidth, joint: jointSize, rail: railWidth })[variant as 'bar'] ?? sizes.group.width;

/** Places a block by its own drawing: a grid of columns and rows, from left to right. */
export function houseScene(level: Level, cells: Readonly<Record<string, Cell>>): Scene {
  const all = placed(level, cells);
  const columnOf = mergeJoints(all);
  const columns = Math.max(...columnOf.values()) + 1;
  const lefts: number[] = [];
  let right = 0;
  for (let column = 0; column < columns; column += 1) {
    const members = all.filter(({ cell }) => columnOf.get(cell.column) === column);
    const isJoint = members.every(({ variant }) => variant === 'joint');
    lefts[column] = right + (column === 0 ? 0 : isJoint ? beforeJoint : beforeGroup);
    right = (lefts[column] ?? 0) + Math.max(...members.map(({ variant }) => widthOf(variant)));
  }
  const rowOf = new Map(all.map(({ item, cell }) => [item.name, cell.row]));
  const spanOf = new Map(all.map(({ item, cell }) => [item.name, cell.rowSpan]));
  const nodes = all.map(({ item, cell, variant }): SceneNode => {
    const size = sizeIn(variant, cell);
    const centre = (cell.row + (cell.rowSpan - 1) / 2) * rowPitch;
    const { path, name, role } = item;
    const x = lefts[columnOf.get(cell.column) ?? 0] ?? 0;
    const y = Math.round(centre - size.height / 2);
    return { path, name, role, variant, ...size, x, y, ports: portsOf(item, variant, size, cell) };
  });
  const wires = level.wires.map((wire) => ({ ...wire, skips: false, lane: null }));
  return sceneOfLevel(level, 'LR', { isHouse: true, nodes, wires });

  function sizeIn(variant: Variant, { rowSpan }: Required<Cell>): Size {
    if (variant === 'bar') return { width: barWidth, height: (rowSpan - 1) * rowPitch + sizes.group.height };
    if (variant === 'joint') return { width: jointSize, height: jointSize };
    if (variant === 'rail') return { width: railWidth, height: railHeight };
    return sizes.group;
  }

  /** A port looks at the row of what it is wired to: bars have it at that height, joints on that side. */
  function portsOf(
    item: LevelItem,
    variant: Variant,
    size: Size,
    cell: Required<Cell>,
  ): readonly ScenePort[] {
    const peerOf = (name: string, kind: 'in' | 'out') => {
      const wire = level.wires.find(({ from, to }) => {
        const end = kind === 'in' ? to : from;
        return end.item === item.name && end.port === name;
      });
      return wire === undefined ? undefined : kind === 'in' ? wire.from.item : wire.to.item;
    };
    const side = (name: string, kind: 'in' | 'out'): Side => {
      const peer = peerOf(name, kind);
      const row =
        peer === undefined || (spanOf.get(peer) ?? 1) > 1 ? cell.row : (rowOf.get(peer) ?? cell.row);
      if (variant !== 'joint' || row === cell.row) return kind === 'in' ? 'left' : 'right';
      return row < cell.row ? 'top' : 'bottom';
    };
    const offset = (name: string, kind: 'in' | 'out', even: number): number => {
      const peer = peerOf(name, kind);
      if (variant === 'joint') return jointSize / 2;
      if (variant !== 'bar' || peer === undefined) return even;
      if ((spanOf.get(peer) ?? 1) > 1) return size.height / 2;
      return ((rowOf.get(peer) ?? cell.row) - cell.row) * rowPitch + sizes.group.height / 2;
    };
    const ports = (names: readonly string[], kind: 'in' | 'out') =>
      spread(names, size.height).map(
        ({ name, offset: even }): ScenePort => ({
          name,
          kind,
          side: side(name, kind),
          offset: offset(name, kind, even),
        }),
      );
    return [...ports(item.inputs, 'in'), ...ports(item.outputs, 'out')];
  }
}
