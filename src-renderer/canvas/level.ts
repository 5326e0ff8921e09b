import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import type { Position } from '../../src-core/document/design.ts';
import type { Cell } from '../../src-core/language/definition.ts';
import { isWide } from '../../src-core/language/is-wide.ts';
import { partPortOf } from '../../src-core/language/roles.ts';
import type { Shape } from '../../src-core/language/shape.ts';
import type { Source } from '../../src-core/language/wire.ts';
import { ownInput } from '../../src-core/language/wire.ts';
import { spotIn } from '../store/drawings.ts';
import { joinPath } from '../store/navigation.ts';

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

/** Names of the rails; no item can be called so. */
export const fromRail = '@in';
export const toRail = '@out';

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/**
 * Items that a person draws: those of the design, or inside one of its items. Ports that only a wire knows are drawn too,
 * so that a broken wire can be seen and deleted.
 */
function drawnLevel(analysis: Analysis, path: string, drawing: string): Level {
  const { design } = analysis;
  const nodes = design.nodes.filter(({ parent = '' }) => parent === drawing);
  const present = new Set(nodes.map((node) => node.id));
  const edges = design.edges.filter((edge) => present.has(edge.from.node) && present.has(edge.to.node));
  const shownItems = nodes.map((node): LevelItem => {
    const at = joinPath(path, node.id);
    const item = itemAt(analysis, at);
    // A part's own port is wired by the item around it, not on this level.
    const part = drawing === '' ? undefined : partPortOf(item?.definition);
    const used = (end: 'from' | 'to') =>
      edges.filter((edge) => edge[end].node === node.id).map((edge) => edge[end].port);
    const inputs = part === 'input' ? [] : (item?.inputPorts ?? []);
    const outputs = part === 'output' ? [] : (item?.outputPorts ?? []);
    return {
      path: at,
      name: node.id,
      role: 'item',
      inputs: unique([...inputs, ...used('to')]),
      outputs: unique([...outputs, ...used('from')]),
      isBlock: isWide(item?.definition),
      position: node.position,
    };
  });
  const wires = edges.map((edge) => {
    const source = itemAt(analysis, joinPath(path, edge.from.node));
    const index = source?.outputPorts.indexOf(edge.from.port) ?? -1;
    return {
      id: edge.id,
      from: { item: edge.from.node, port: edge.from.port },
      to: { item: edge.to.node, port: edge.to.port },
      shape: source?.outputs[index] ?? null,
    };
  });
  return { path, isDrawn: true, items: shownItems, wires: markSkips(shownItems, wires), cells: null };
}

/** The inside of an item, with rails for what comes in and goes out. */
function insideLevel(path: string, item: Item): Level | null {
  const { expansion } = item;
  if (expansion === null) return null;
  const { children, definition, values, inputs, results } = expansion;
  const items: LevelItem[] = [
    rail(fromRail, 'from', item.inputPorts),
    ...children.map(
      ({ name, expansion: { definition: inner, values: given } }): LevelItem => ({
        path: joinPath(path, name),
        name,
        role: 'item',
        inputs: inner.inputs(given).map((port) => port.name),
        outputs: inner.outputs(given).map((port) => port.name),
        isBlock: inner.kind === 'block',
        position: null,
      }),
    ),
    rail(toRail, 'to', item.outputPorts),
  ];
  const end = ({ child, output }: Source): PortEnd & { shape: Shape | null } => {
    if (child === ownInput) {
      return { item: fromRail, port: item.inputPorts[output] ?? '', shape: inputs[output] ?? null };
    }
    const source = children[child];
    return {
      item: source?.name ?? '',
      port: items[child + 1]?.outputs[output] ?? '',
      shape: source?.expansion.outputs[output] ?? null,
    };
  };
  const wire = (source: Source, to: PortEnd): Omit<LevelWire, 'skips'> => {
    const { shape, ...from } = end(source);
    return { id: `${from.item}:${from.port}>${to.item}:${to.port}`, from, to, shape };
  };
  const wires = [
    ...children.flatMap((child, index) =>
      child.sources.map((source, port) =>
        wire(source, { item: child.name, port: items[index + 1]?.inputs[port] ?? '' }),
      ),
    ),
    ...results.map((source, index) => wire(source, { item: toRail, port: item.outputPorts[index] ?? '' })),
  ];
  const cells = definition.kind === 'block' ? (definition.arrange?.(values) ?? null) : null;
  return { path, isDrawn: false, items, wires: markSkips(items, wires), cells };

  function rail(name: string, role: 'from' | 'to', ports: readonly string[]): LevelItem {
    const sides = role === 'from' ? { inputs: [], outputs: ports } : { inputs: ports, outputs: [] };
    return { path: joinPath(path, name), name, role, ...sides, isBlock: false, position: null };
  }
}

/** A wire skips where a longer way leads from its source to its target. */
function markSkips(
  items: readonly LevelItem[],
  wires: readonly Omit<LevelWire, 'skips'>[],
): readonly LevelWire[] {
  const rank = ranks(
    items.map((item) => item.name),
    wires.map((wire) => [wire.from.item, wire.to.item]),
  );
  return wires.map((wire) => ({
    ...wire,
    skips: (rank.get(wire.to.item) ?? 0) - (rank.get(wire.from.item) ?? 0) > 1,
  }));
}

/** The length of the longest way to each item; items of a loop keep what was found before it closed. */
export function ranks(
  names: readonly string[],
  links: readonly (readonly [from: string, to: string])[],
): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>(names.map((name) => [name, []]));
  const waiting = new Map<string, number>(names.map((name) => [name, 0]));
  for (const [from, to] of links) {
    next.get(from)?.push(to);
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  const rank = new Map<string, number>();
  const ready = names.filter((name) => waiting.get(name) === 0);
  for (const name of ready) rank.set(name, 0);
  for (let name = ready.shift(); name !== undefined; name = ready.shift()) {
    for (const to of next.get(name) ?? []) {
      rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(name) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return rank;
}

/** What the canvas shows at a path; null where the item there cannot be expanded. */
export function levelAt(analysis: Analysis, path: string): Level | null {
  const { drawing } = spotIn(analysis.design, path);
  if (drawing !== null) return drawnLevel(analysis, path, drawing);
  const item = itemAt(analysis, path);
  return item === null ? null : insideLevel(path, item);
}
