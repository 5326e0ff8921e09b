import { itemAt } from '../analysis/item-paths.ts';
import type { DesignEdge, DesignNode } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { batch } from '../document/edit.ts';
import { freshEdgeId, freshEdgeIdAmong, freshName } from '../document/names.ts';
import { wireInto } from '../document/wire-into.ts';
import type { OperatorDefinition } from '../language/definition.ts';
import { boundaryOf } from '../language/roles.ts';
import type { Fix } from './fix.ts';
import type { Problem } from './problem.ts';
import { numberIn } from './problem.ts';

/** Where an operator that fits channels goes, and how many it is to bring. */
interface Adaptation {
  readonly edge: DesignEdge;
  readonly size: number;
}

/** The wires of a refused item with the channels that the other inputs, or the item, ask of them. */
function adaptations({ issue, design, node, item }: Problem): readonly Adaptation[] {
  const expected = issue.code === 'shape/channels' ? numberIn(issue, 'expected') : null;
  const own = wireInto(design, { node: node.id, port: issue.where.port });
  if (expected !== null) return own === undefined ? [] : [{ edge: own, size: expected }];
  const channels = item.inputs.map((shape) => {
    const size = shape === null || shape.length < 2 ? undefined : shape[1];
    return typeof size === 'bigint' ? Number(size) : null;
  });
  const isOther = (port: string): number => Number(port !== issue.where.port);
  const ports = [...item.inputPorts].sort((a, b) => isOther(a) - isOther(b));
  return ports.flatMap((port) => {
    const index = item.inputPorts.indexOf(port);
    const edge = wireInto(design, { node: node.id, port });
    const others = new Set(channels.filter((size) => size !== null && size !== channels[index]));
    return edge === undefined ? [] : [...others].map((size) => ({ edge, size: size as number }));
  });
}

/** Operators that say how they bring a tensor to so many channels. */
const adapters = ({ catalogue }: Problem): readonly OperatorDefinition[] =>
  catalogue.ids.flatMap((id) => {
    const definition = catalogue.definitionOf(id);
    return definition?.kind === 'operator' && definition.adapts !== undefined ? [definition] : [];
  });

/** An operator that brings the tensor to the channels that are asked for goes into the wire. */
export function* adapterOnWire(problem: Problem): Generator<Fix> {
  const { design, roomBetween } = problem;
  const nodeOf = (id: string) => design.nodes.find((each) => each.id === id);
  for (const { edge, size } of adaptations(problem)) {
    const [source, target] = [nodeOf(edge.from.node), nodeOf(edge.to.node)];
    if (source === undefined || target === undefined) continue;
    for (const definition of adapters(problem)) {
      const adapter = definition.adapts!(size);
      const { position, moves } = roomBetween(source, target);
      const id = freshName(design, definition.id);
      const [input, output] = [definition.inputs({})[0]?.name, definition.outputs({})[0]?.name];
      if (input === undefined || output === undefined) continue;
      const node: DesignNode = {
        id,
        definition: definition.id,
        ...(target.parent !== undefined && { parent: target.parent }),
        fields: adapter.fields,
        position,
      };
      const taken = new Set(design.edges.map((each) => each.id));
      const first = freshEdgeIdAmong(taken);
      const second = freshEdgeIdAmong(taken.add(first));
      const edits: Edit[] = [
        ...(moves.length === 0 ? [] : [{ kind: 'moveNodes' as const, moves }]),
        { kind: 'addNode', node },
        { kind: 'removeEdge', id: edge.id },
        { kind: 'addEdge', edge: { id: first, from: edge.from, to: { node: id, port: input } } },
        { kind: 'addEdge', edge: { id: second, from: { node: id, port: output }, to: edge.to } },
      ];
      const isOwn = problem.issue.where.port === undefined || problem.issue.where.port === edge.to.port;
      const data = { title: adapter.title, size: String(size), port: edge.to.port };
      yield { kind: isOwn ? 'adapt' : 'adaptPort', data, edit: batch(edits) };
    }
  }
}

/** Outputs on the level of an item, of those that feed nothing first, the nearest of these ahead of the others. */
function outputsFor({ design, analysis, node, issue }: Problem): readonly DesignEdge['from'][] {
  const level = design.nodes.filter(({ id, parent }) => parent === node.parent && id !== node.id);
  const isRead = (id: string, port: string) =>
    design.edges.some(({ from }) => from.node === id && from.port === port);
  const away = ({ position }: DesignNode) =>
    Math.hypot(position.x - node.position.x, position.y - node.position.y);
  const path = issue.where.node ?? '';
  const inside = path.slice(0, path.lastIndexOf('/') + 1);
  return level
    .flatMap((other) => {
      const ports = itemAt(analysis, `${inside}${other.id}`)?.outputPorts ?? [];
      return ports.map((port) => ({
        end: { node: other.id, port },
        cost: away(other) + (isRead(other.id, port) ? 1e6 : 0),
      }));
    })
    .sort((a, b) => a.cost - b.cost)
    .map(({ end }) => end);
}

const mostConnections = 8;

/** An input without a wire gets one from an item near by, before all from one that feeds nothing. */
export function* connections(problem: Problem): Generator<Fix> {
  const { issue, design, node } = problem;
  const { port } = issue.where;
  if (issue.code !== 'graph/unconnected' || port === undefined) return;
  for (const from of outputsFor(problem).slice(0, mostConnections)) {
    const edge = { id: freshEdgeId(design), from, to: { node: node.id, port } };
    yield { kind: 'connect', data: { from: from.node }, edit: { kind: 'addEdge', edge } };
  }
  yield* boundary(problem, port);
}

/** The design's own input, where an item is fed by nothing. */
function* boundary({ catalogue, design, node }: Problem, port: string): Generator<Fix> {
  if (node.parent !== undefined) return;
  for (const id of catalogue.ids) {
    const definition = catalogue.definitionOf(id);
    const output = boundaryOf(definition) === 'input' ? definition?.outputs({})[0]?.name : undefined;
    if (definition === undefined || output === undefined) continue;
    const name = freshName(design, id);
    const { x, y } = node.position;
    const added: Edit[] = [
      { kind: 'addNode', node: { id: name, definition: id, fields: {}, position: { x, y: y - 104 } } },
      {
        kind: 'addEdge',
        edge: {
          id: freshEdgeId(design),
          from: { node: name, port: output },
          to: { node: node.id, port },
        },
      },
    ];
    yield { kind: 'addInput', data: { title: definition.title, item: node.id }, edit: batch(added) };
    return;
  }
}

const wireCodes: ReadonlySet<string> = new Set([
  'graph/two-edges',
  'graph/dangling-edge',
  'graph/across-levels',
  'graph/unknown-port',
  'graph/cycle',
]);

/** A wire that cannot be goes. */
export function* wiresToRemove({ issue, design, node }: Problem): Generator<Fix> {
  if (!wireCodes.has(issue.code)) return;
  const { port } = issue.where;
  const isMeant = ({ to, from }: DesignEdge): boolean =>
    (to.node === node.id && (port === undefined || to.port === port)) || from.node === node.id;
  for (const { id, from } of design.edges.filter(isMeant))
    yield { kind: 'removeWire', data: { from: from.node }, edit: { kind: 'removeEdge', id } };
}
