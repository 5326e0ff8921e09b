import type { Position } from '../document/design.ts';
import type { Cell } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';

/** What the canvas shows at once: the items of the design, or the inside of one of them. */
export interface Level {
  /** Path of the item whose inside it is; empty for the design. */
  readonly path: string;
  /** True where a person draws the level; the inside of a block is drawn from its definition and cannot be edited. */
  readonly isDrawn: boolean;
  readonly items: readonly LevelItem[];
  readonly wires: readonly LevelWire[];
  /** House layout of the block, by item name; null where it has none. */
  readonly cells: Readonly<Record<string, Cell>> | null;
}

export interface LevelItem {
  readonly path: string;
  readonly name: string;
  /** `from` and `to` are the level's own inputs and outputs, drawn as rails. */
  readonly role: 'item' | 'from' | 'to';
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Wide nodes are drawn for what has an inside, slim ones for operators. */
  readonly isBlock: boolean;
  /** Where the design puts it; null inside an item, where the layout decides. */
  readonly position: Position | null;
}

export interface PortEnd {
  readonly item: string;
  readonly port: string;
}

export interface LevelWire {
  readonly id: string;
  /** Ends by item name and port. */
  readonly from: PortEnd;
  readonly to: PortEnd;
  readonly shape: Shape | null;
  /** True for a shortcut: it runs past items that lie between its ends. */
  readonly skips: boolean;
}
