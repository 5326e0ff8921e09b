import type { Analysis } from '../analysis/analyzer.ts';
import type { Item } from '../analysis/item-analysis.ts';
import { itemAt } from '../analysis/item-paths.ts';
import { joinPath } from '../analysis/path-names.ts';
import type { Design, DesignEdge, DesignNode } from '../document/design.ts';
import { isWide } from '../language/is-wide.ts';
import { partPortOf } from '../language/roles.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { Level, LevelItem, LevelWire } from './level-types.ts';
import { inParts } from './parts.ts';
import { ranks, skips } from './ranks.ts';

const none: readonly string[] = [];

/** Ports of an item that wires name, in the order of the wires. */
interface UsedPorts {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A level of the document before it is drawn: found once for a list of wires, while the same items stand there. */
interface Skeleton {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  readonly used: ReadonlyMap<string, UsedPorts>;
  readonly rank: ReadonlyMap<string, number>;
}

const skeletons = new WeakMap<readonly DesignEdge[], Map<string, Skeleton>>();

const sameItems = (a: readonly DesignNode[], b: readonly DesignNode[]): boolean =>
  a.length === b.length && a.every((node, index) => node === b[index] || node.id === b[index]?.id);

function usedPorts(edges: readonly DesignEdge[]): ReadonlyMap<string, UsedPorts> {
  const used = new Map<string, { from: string[]; to: string[] }>();
  for (const edge of edges) {
    for (const end of ['from', 'to'] as const) {
      const { node, port } = edge[end];
      const ports = used.get(node) ?? { from: [], to: [] };
      ports[end].push(port);
      used.set(node, ports);
    }
  }
  return used;
}

/** The wires of a drawing and what they say of its items; a move leaves it as it was. */
function skeletonOf(design: Design, drawing: string, nodes: readonly DesignNode[]): Skeleton {
  const known = skeletons.get(design.edges)?.get(drawing);
  if (known !== undefined && sameItems(known.nodes, nodes)) return known;
  const present = new Set(nodes.map((node) => node.id));
  const edges = design.edges.filter((edge) => present.has(edge.from.node) && present.has(edge.to.node));
  const skeleton: Skeleton = {
    nodes,
    edges,
    used: usedPorts(edges),
    rank: ranks(
      nodes.map((node) => node.id),
      edges.map((edge) => [edge.from.node, edge.to.node]),
    ),
  };
  skeletons.set(design.edges, (skeletons.get(design.edges) ?? new Map()).set(drawing, skeleton));
  return skeleton;
}

interface KnownItem {
  readonly item: Item | null;
  readonly used: UsedPorts | undefined;
  readonly drawn: LevelItem;
}
const items = new WeakMap<DesignNode, KnownItem>();
const wires = new WeakMap<DesignEdge, LevelWire>();

/** The side of a part's own port, which is wired by the item around it and not on this level. */
const partSide = (item: Item | null): 'input' | 'output' | undefined => partPortOf(item?.definition);

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((entry, index) => entry === b[index]));

/** Of one node, whose name and place are its own. */
const sameDrawn = (a: LevelItem, b: LevelItem): boolean =>
  a.path === b.path && a.isBlock === b.isBlock && same(a.inputs, b.inputs) && same(a.outputs, b.outputs);

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** An item as it is drawn; the same object as long as its node, what is known of it and its wired ports are as before. */
function drawnItem(
  node: DesignNode,
  path: string,
  item: Item | null,
  used: UsedPorts | undefined,
  isPart: boolean,
): LevelItem {
  const known = items.get(node);
  if (known?.item === item && known.drawn.path === path && known.used === used) return known.drawn;
  const part = isPart ? partSide(item) : undefined;
  const inputs = part === 'input' ? none : (item?.inputPorts ?? none);
  const outputs = part === 'output' ? none : (item?.outputPorts ?? none);
  const next: LevelItem = {
    path,
    name: node.id,
    role: 'item',
    inputs: unique([...inputs, ...(used?.to ?? none)]),
    outputs: unique([...outputs, ...(used?.from ?? none)]),
    isBlock: isWide(item?.definition),
    position: node.position,
  };
  const drawn = known !== undefined && sameDrawn(known.drawn, next) ? known.drawn : next;
  items.set(node, { item, used, drawn });
  return drawn;
}

/** A wire as it is drawn; the same object as long as it carries the same shape the same way. */
function drawnWire(edge: DesignEdge, source: Item | null, isSkip: boolean): LevelWire {
  const index = source?.outputPorts.indexOf(edge.from.port) ?? -1;
  const shape = source?.outputs[index] ?? null;
  const known = wires.get(edge);
  if (known !== undefined && known.skips === isSkip && same(known.shape ?? none, shape ?? none)) return known;
  const wire: LevelWire = {
    id: edge.id,
    from: { item: edge.from.node, port: edge.from.port },
    to: { item: edge.to.node, port: edge.to.port },
    shape,
    skips: isSkip,
  };
  wires.set(edge, wire);
  return wire;
}

const levels = new WeakMap<
  readonly DesignEdge[],
  { items: unknown; skeleton: Skeleton; path: string; wires: readonly LevelWire[] }
>();

/**
 * Items that a person draws: those of the design, or inside one of its items. Ports that only a wire knows are drawn too,
 * so that a broken wire can be seen and deleted. What an edit does not touch is the same object as before it.
 */
export const drawnLevel = (analysis: Analysis, path: string, drawing: string): Level =>
  finished(drawingLevel(analysis, path, drawing));

/** As `drawnLevel`, in steps. */
export function* drawingLevel(analysis: Analysis, path: string, drawing: string): Steps<Level> {
  const { design } = analysis;
  const nodes = design.nodes.filter(({ parent = '' }) => parent === drawing);
  const skeleton = skeletonOf(design, drawing, nodes);
  const found = new Map<string, Item | null>();
  const shown: LevelItem[] = [];
  for (const some of inParts(nodes)) {
    yield;
    for (const node of some) {
      const at = joinPath(path, node.id);
      const item = itemAt(analysis, at);
      found.set(node.id, item);
      shown.push(drawnItem(node, at, item, skeleton.used.get(node.id), drawing !== ''));
    }
  }
  const known = levels.get(design.edges);
  const isKnown = known?.items === analysis.items && known.skeleton === skeleton && known.path === path;
  const shownWires = isKnown ? known.wires : yield* drawingWires(skeleton, found);
  levels.set(design.edges, { items: analysis.items, skeleton, path, wires: shownWires });
  return { path, isDrawn: true, items: shown, wires: shownWires, cells: null };
}

function* drawingWires(
  { edges, rank }: Skeleton,
  found: ReadonlyMap<string, Item | null>,
): Steps<readonly LevelWire[]> {
  const drawn: LevelWire[] = [];
  for (const some of inParts(edges)) {
    yield;
    for (const edge of some) {
      const { from, to } = edge;
      drawn.push(drawnWire(edge, found.get(from.node) ?? null, skips(rank, from.node, to.node)));
    }
  }
  return drawn;
}
