import type { Rect, Scene, SceneNode, SceneWire } from './geometry.ts';
import { portPoint } from './geometry.ts';
import type { LaneWish } from './lanes.ts';
import { boundsOf, grown, wishOf } from './lanes.ts';
import type { WireEnd } from './route.ts';
import { corners } from './route.ts';
import type { SpatialIndex } from './spatial-index.ts';
import type { Turning } from './wire-bends.ts';

/** Where a wire runs, as `corners` takes it. */
export interface Course extends Turning {
  readonly turn: number | null;
  readonly leave: number | null;
}

export interface Routed {
  /** Null where the way is free, and where the layout says where wires run. */
  readonly wish: LaneWish | null;
  /** Everything that the wish depends on lies in here. */
  readonly area: Rect;
  course: Course;
}

/** A wire as if it were the only one, with the lane it asks for. Null where a port it names is not drawn. */
export function ownWay(
  scene: Scene,
  wire: SceneWire | undefined,
  nodes: ReadonlyMap<string, SceneNode>,
  places: SpatialIndex<SceneNode>,
): Routed | null {
  if (wire === undefined) return null;
  const [a, b] = [nodes.get(wire.from.item), nodes.get(wire.to.item)];
  const source = a?.ports.find((port) => port.kind === 'out' && port.name === wire.from.port);
  const target = b?.ports.find((port) => port.kind === 'in' && port.name === wire.to.port);
  if (a === undefined || b === undefined || source === undefined || target === undefined) return null;
  const from: WireEnd = { ...portPoint(a, source), side: source.side };
  const to: WireEnd = { ...portPoint(b, target), side: target.side };
  const others = (area: Rect) => places.within(area).filter((node) => node !== a && node !== b);
  const count = (node: SceneNode, kind: 'in' | 'out') =>
    node.ports.filter((port) => port.kind === kind).length;
  const isFan = count(a, 'out') > count(b, 'in');
  const wish = scene.findsWays ? wishOf(from, to, others, scene.direction, isFan) : null;
  const lane = scene.isHouse || scene.findsWays ? null : wire.lane;
  const area = wish?.area ?? grown(boundsOf(corners(from, to)), 1);
  return { wish, area, course: { id: wire.id, from, to, lane, turn: null, leave: null } };
}
