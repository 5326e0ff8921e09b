import type { Position } from '../document/design.ts';
import type { Direction } from './direction.ts';
import type { LevelItem, LevelWire } from './level.ts';
import { spread } from './ports.ts';

/**
 * How a node is drawn. `wide` and `slim` stand in a column, `tile` in a row; inside a house layout `group` is a card,
 * `bar` spans several rows and `joint` is a cut or a join between two groups. `rail` is an end of the level itself.
 */
export type Variant = 'wide' | 'slim' | 'tile' | 'group' | 'bar' | 'joint' | 'rail';

export type Side = 'top' | 'bottom' | 'left' | 'right';

/** A port on the edge of a node, `offset` pixels from its left or top corner. */
export interface ScenePort {
  readonly name: string;
  readonly kind: 'in' | 'out';
  readonly side: Side;
  readonly offset: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Rect = Position & Size;

/** A node with its place and size in canvas pixels. */
export interface SceneNode extends Position, Size {
  readonly path: string;
  readonly name: string;
  readonly role: LevelItem['role'];
  readonly variant: Variant;
  readonly ports: readonly ScenePort[];
}

export interface SceneWire extends LevelWire {
  /** Where a shortcut runs: its x in a column, its y in a row. Null where the direct way is free. */
  readonly lane: number | null;
}

/** Everything the canvas draws of a level, without a single number of the analysis. */
export interface Scene {
  readonly path: string;
  /** True where a person draws what is shown. */
  readonly isDrawn: boolean;
  /** True where wires find their own ways around what stands in them; else the layout says where shortcuts run. */
  readonly findsWays: boolean;
  readonly direction: Direction;
  /** House layouts run from left to right and label wires with channels alone. */
  readonly isHouse: boolean;
  readonly nodes: readonly SceneNode[];
  readonly wires: readonly SceneWire[];
}

/** The space between neighbours of a column or row: a wire with its label. */
export const gap: Readonly<Record<Direction, number>> = { TB: 34, LR: 32 };

export const sizes: Readonly<Record<'wide' | 'slim' | 'middle' | 'tile' | 'group' | 'rail', Size>> = {
  wide: { width: 400, height: 70 },
  middle: { width: 256, height: 70 },
  slim: { width: 224, height: 70 },
  tile: { width: 152, height: 104 },
  group: { width: 152, height: 100 },
  rail: { width: 160, height: 28 },
};

const portPitch = 32;

/** The size of an item in a column or a row; many ports make it wider (or higher). */
export function sizeOf(
  item: LevelItem,
  direction: Direction,
  isChain: boolean,
): Size & { readonly variant: Variant } {
  const ports = Math.max(item.inputs.length, item.outputs.length);
  const need = (ports + 1) * portPitch;
  if (item.role !== 'item') return { variant: 'rail', ...sizes.rail };
  if (direction === 'LR') {
    return { variant: 'tile', width: sizes.tile.width, height: Math.max(sizes.tile.height, need) };
  }
  const isNested = item.position === null;
  const variant = item.isBlock && isChain ? 'wide' : 'slim';
  const { width, height } = variant === 'wide' ? sizes.wide : isNested ? sizes.middle : sizes.slim;
  return { variant, width: Math.max(width, need), height };
}

/** Inputs on the side the data comes from, outputs opposite, evenly spread. */
export function flowPorts(item: LevelItem, size: Size, direction: Direction): readonly ScenePort[] {
  const along = direction === 'TB' ? size.width : size.height;
  const [before, after] = direction === 'TB' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  return [
    ...spread(item.inputs, along).map(
      ({ name, offset }): ScenePort => ({ name, kind: 'in', side: before, offset }),
    ),
    ...spread(item.outputs, along).map(
      ({ name, offset }): ScenePort => ({ name, kind: 'out', side: after, offset }),
    ),
  ];
}

/** How long a piece of its edge is a port's own: up to half of the way to each neighbour, and half of the edge where it has none. */
export function pitchOf(port: ScenePort, ports: readonly ScenePort[]): number {
  const others = ports.filter((other) => other !== port && other.side === port.side);
  return Math.min(port.offset, ...others.map(({ offset }) => Math.abs(offset - port.offset)));
}

/** Where a port lies on the canvas. */
export function portPoint(node: SceneNode, port: ScenePort): Position {
  switch (port.side) {
    case 'top':
      return { x: node.x + port.offset, y: node.y };
    case 'bottom':
      return { x: node.x + port.offset, y: node.y + node.height };
    case 'left':
      return { x: node.x, y: node.y + port.offset };
    case 'right':
      return { x: node.x + node.width, y: node.y + port.offset };
  }
}
