import type { Scene, SceneNode, SceneWire } from './geometry.ts';
import { fromRail } from './level.ts';

/** How much the label of a wire says; `hover` is nothing until it is pointed at. */
export type LabelWords = 'full' | 'shape' | 'channels' | 'hover';
/** The side of its wire, in a column, on which no other wire of its two ends runs. */
export type LabelSide = 'left' | 'right';

/** What the labels of a level's wires depend on besides the wire itself. */
export interface Surroundings {
  readonly nodes: ReadonlyMap<string, SceneNode>;
  /** How many wires leave an item, and how many reach it. */
  readonly leaving: ReadonlyMap<string, number>;
  readonly reaching: ReadonlyMap<string, number>;
  /** Ids of wires between two items that an earlier one joins already. */
  readonly doubled: ReadonlySet<string>;
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function doubledOf(wires: Scene['wires']): ReadonlySet<string> {
  const joined = new Set<string>();
  const doubled = new Set<string>();
  for (const { id, from, to } of wires) {
    // no name holds the sign between them
    const key = `${from.item}/${to.item}`;
    if (joined.has(key)) doubled.add(id);
    joined.add(key);
  }
  return doubled;
}

/** Finds something of a list once, and only when it is asked for: far away a level of thousands of wires has no labels. */
function once<List extends object, Found>(find: (list: List) => Found): (list: List) => Found {
  const known = new WeakMap<List, { readonly found: Found }>();
  return (list) => {
    const made = known.get(list) ?? { found: find(list) };
    known.set(list, made);
    return made.found;
  };
}

const byName = once((nodes: Scene['nodes']) => new Map(nodes.map((node) => [node.name, node])));
const leavingOf = once((wires: Scene['wires']) => counted(wires.map(({ from }) => from.item)));
const reachingOf = once((wires: Scene['wires']) => counted(wires.map(({ to }) => to.item)));
const doubledIn = once(doubledOf);

/** Costs nothing by itself: each part is worked out as it is first read, once for the same nodes or wires. */
export const surroundingsOf = ({ nodes, wires }: Pick<Scene, 'nodes' | 'wires'>): Surroundings => ({
  get nodes() {
    return byName(nodes);
  },
  get leaving() {
    return leavingOf(wires);
  },
  get reaching() {
    return reachingOf(wires);
  },
  get doubled() {
    return doubledIn(wires);
  },
});

/** How much the label of a wire says; nothing until it is pointed at where other wires would run through it. */
export function labelOf(
  scene: Pick<Scene, 'isHouse' | 'direction'>,
  { from, to, skips }: SceneWire,
  { nodes, leaving, reaching }: Surroundings,
): LabelWords {
  // a wire beside it would cross the label: another from the same item, or to the same
  const isCrossed = (leaving.get(from.item) ?? 0) > 1 || (reaching.get(to.item) ?? 0) > 1;
  // What comes in and goes to several rows says its size at the rail.
  if (scene.isHouse) return from.item === fromRail && isCrossed ? 'hover' : 'channels';
  if (scene.direction === 'LR' || skips || isCrossed) return 'hover';
  const isWide = (name: string) => nodes.get(name)?.variant === 'wide';
  return isWide(from.item) && isWide(to.item) ? 'full' : 'shape';
}

/** An input in the left half of several is reached by the others from the right. */
export function labelSide({ to }: SceneWire, { nodes }: Surroundings): LabelSide {
  const target = nodes.get(to.item);
  const port = target?.ports.find(({ kind, name }) => kind === 'in' && name === to.port);
  return target !== undefined && port !== undefined && port.offset < target.width / 2 - 1 ? 'left' : 'right';
}
