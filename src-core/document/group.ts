import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Design, DesignEdge, DesignNode, PortRef, Position } from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';
import { freshEdgeIdAmong, freshNameAmong, takenNames } from './names.ts';
import { unknownNode } from './unknown-node.ts';

/** The definitions that a group is made of; the document itself knows none. */
export interface GroupKinds {
  readonly group: string;
  readonly input: string;
  readonly output: string;
}

export interface GroupPlaces {
  readonly group: Position;
  readonly input: (index: number) => Position;
  readonly output: (index: number) => Position;
}

export interface GroupOptions {
  readonly kinds: GroupKinds;
  /** What the group is called; absent for the name of its definition. */
  readonly name?: string;
  readonly places: GroupPlaces;
  /** Ports of the items without a wire, which get a port of the group too. */
  readonly open?: { readonly inputs: readonly PortRef[]; readonly outputs: readonly PortRef[] };
}

/** The edit that groups, and the name of the group it adds. */
export interface Grouping {
  readonly edit: Edit;
  readonly id: string;
}

const keyOf = ({ node, port }: PortRef): string => JSON.stringify([node, port]);

/** The items that wires lead to from some, at any distance. */
function downstream(edges: readonly DesignEdge[], from: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const edge of edges) {
      if (found.has(edge.to.node) || !(from.has(edge.from.node) || found.has(edge.from.node))) continue;
      found.add(edge.to.node);
      grew = true;
    }
  }
  return found;
}

/** An item outside a set through which a way leads out of the set and back; null where there is none. */
function between({ nodes, edges }: Design, members: ReadonlySet<string>): string | null {
  const outside = edges.filter((edge) => !(members.has(edge.from.node) && members.has(edge.to.node)));
  const leaving = downstream(outside, members);
  const found = nodes.find(
    ({ id }) =>
      !members.has(id) &&
      leaving.has(id) &&
      [...downstream(outside, new Set([id]))].some((reached) => members.has(reached)),
  );
  return found?.id ?? null;
}

/**
 * Makes the one edit that puts items of one level into a new group. Every tensor that comes in through a wire, or goes
 * out, gets a port of the group; the wires outside keep feeding and being fed. Refuses items between which another
 * stands, since the group would then feed itself.
 */
export function groupItems(
  design: Design,
  ids: ReadonlySet<string>,
  options: GroupOptions,
): Result<Grouping> {
  const members = new Set(design.nodes.map(({ id }) => id).filter((id) => ids.has(id)));
  const index = design.nodes.findIndex(({ id }) => members.has(id));
  const first = design.nodes[index];
  if (first === undefined) return fail(unknownNode(design, [...ids].join(', '), {}));
  const inTheWay = between(design, members);
  if (inTheWay !== null) return fail(issue('graph/cannot-group', { node: inTheWay }, { node: inTheWay }));
  const names = takenNames(design);
  const take = (base: string): string => {
    const name = freshNameAmong(names, base);
    names.add(name);
    return name;
  };
  const edgeIds = new Set(design.edges.map((edge) => edge.id));
  const wire = (from: PortRef, to: PortRef): Edit => {
    const id = freshEdgeIdAmong(edgeIds);
    edgeIds.add(id);
    return { kind: 'addEdge', edge: { id, from, to } };
  };
  const { kinds, places, name = kinds.group, open = { inputs: [], outputs: [] } } = options;
  const group = take(name);
  const incoming = design.edges.filter(({ from, to }) => !members.has(from.node) && members.has(to.node));
  const outgoing = design.edges.filter(({ from, to }) => members.has(from.node) && !members.has(to.node));
  const inputs = new Map<string, string>();
  const outputs = new Map<string, string>();
  const wires: Edit[] = [...incoming, ...outgoing].map(({ id }) => ({ kind: 'removeEdge', id }));
  for (const { from, to } of incoming) {
    const known = inputs.get(keyOf(from));
    const port = known ?? take('in');
    if (known === undefined) {
      inputs.set(keyOf(from), port);
      wires.push(wire(from, { node: group, port }));
    }
    wires.push(wire({ node: port, port: 'out' }, to));
  }
  for (const to of open.inputs) {
    const port = take('in');
    inputs.set(`open ${keyOf(to)}`, port);
    wires.push(wire({ node: port, port: 'out' }, to));
  }
  const leaving: readonly { readonly from: PortRef; readonly to?: PortRef }[] = [
    ...outgoing,
    ...open.outputs.map((from) => ({ from })),
  ];
  for (const end of leaving) {
    const known = outputs.get(keyOf(end.from));
    const port = known ?? take('out');
    if (known === undefined) {
      outputs.set(keyOf(end.from), port);
      wires.push(wire(end.from, { node: port, port: 'in' }));
    }
    if (end.to !== undefined) wires.push(wire({ node: group, port }, end.to));
  }
  const part = (id: string, definition: string, position: Position): DesignNode => ({
    id,
    definition,
    parent: group,
    fields: {},
    position,
  });
  const around: DesignNode = {
    id: group,
    definition: kinds.group,
    ...(first.parent !== undefined && { parent: first.parent }),
    fields: {},
    position: places.group,
  };
  const added: Edit[] = [
    { kind: 'addNode', node: around, index },
    ...[...inputs.values()].map(
      (id, at): Edit => ({
        kind: 'addNode',
        node: part(id, kinds.input, places.input(at)),
        index: index + 1 + at,
      }),
    ),
    ...[...members].map((id): Edit => ({ kind: 'setParent', id, parent: group })),
    ...[...outputs.values()].map(
      (id, at): Edit => ({ kind: 'addNode', node: part(id, kinds.output, places.output(at)) }),
    ),
  ];
  return ok({ id: group, edit: batch([...added, ...wires]) });
}
