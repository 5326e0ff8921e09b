import type { DesignEdge, DesignNode, PortRef } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import type { Issue } from '../errors.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import { defineBlock } from '../language/definition.ts';
import type { Fields } from '../language/field.ts';
import { structural } from '../language/field.ts';
import { inLanes, partPortOf } from '../language/roles.ts';
import type { Environment } from './environment.ts';
import { portsOf } from './item-analysis.ts';
import { readFields } from './node-fields.ts';
import { wire } from './wiring.ts';

/** The items of a drawing that are there under some names, wired past those that are not. */
interface Present {
  readonly drawing: Drawing;
  readonly issues: readonly Issue[];
}

const bound = 1_000_000;
const when = structural({
  label: 'When',
  help: 'There unless this is 0.',
  min: -bound,
  max: bound,
  default: 1,
});

/** A definition whose one field says where an item is there, so that it is read as any other field is. */
const condition: Definition = defineBlock<Fields>({
  id: 'when',
  title: 'When',
  summary: 'Says in which copies an item is there.',
  family: 'block',
  section: 'Building parts',
  fields: { when },
  inputs: () => [],
  outputs: () => [],
  expand: (_, inputs) => inputs,
  examples: [],
});

/** An input of an item and what feeds it; null where that is not there. */
interface Fed {
  readonly edge: DesignEdge;
  readonly from: PortRef | null;
}

/** The values of an item, as far as they can be read before its inputs are known. */
function valuesOf(node: DesignNode, definition: Definition, environment: Environment) {
  const read = readFields(node, definition, environment);
  return read.ok ? read.value.values : null;
}

/** Its inputs in the order of its ports. */
function ordered(node: DesignNode, fed: readonly Fed[], catalogue: Catalogue, environment: Environment) {
  const definition = catalogue.definitionOf(node.definition);
  const values = definition === undefined ? null : valuesOf(node, definition, environment);
  if (definition === undefined || values === null) return null;
  const { inputPorts, outputPorts } = portsOf(definition, values);
  const place = ({ edge }: Fed): number => inputPorts.indexOf(edge.to.port);
  return { definition, values, outputPorts, fed: [...fed].sort((a, b) => place(a) - place(b)) };
}

/**
 * The drawing as it is under some names: an item whose `when` comes to 0 is left out, and its first input goes on in its
 * place. What is fed by nothing that is there is not there itself; what joins inputs joins those that are.
 * @param carries whether something comes in at each input that is carried, in order; all others are there
 */
export function presentIn(
  drawing: Drawing,
  environment: Environment,
  catalogue: Catalogue,
  carries: readonly boolean[] | null = null,
): Present {
  const isPlain = drawing.nodes.every((node) => node.when === undefined);
  if (isPlain && (carries === null || !carries.includes(false))) return { drawing, issues: [] };
  const wiring = wire(drawing);
  if (wiring.looped.size > 0) return { drawing, issues: [] };
  const nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
  const known = new Map(drawing.nodes.map(({ id, definition }) => [id, catalogue.definitionOf(definition)]));
  const carried = drawing.nodes
    .filter(({ id }) => inLanes(known.get(id)) === 'carry' && partPortOf(known.get(id)) === 'input')
    .map(({ id }) => id);
  /** What leaves the outputs of items that are not there; null where nothing does. */
  const passed = new Map<string, ReadonlyMap<string, PortRef>>();
  const kept = new Map<string, DesignNode>();
  const edges = new Map<string, DesignEdge>();
  const issues: Issue[] = [];
  const pass = (id: string, ports: readonly string[], fed: readonly Fed[]): void => {
    const from = fed.find((each) => each.from !== null)?.from;
    const [port] = ports;
    passed.set(id, new Map(from == null || port === undefined ? [] : [[port, from]]));
  };
  const keep = (node: DesignNode, fed: readonly Fed[]): void => {
    kept.set(node.id, node);
    for (const { edge, from } of fed) {
      if (from !== null) edges.set(edge.id, from === edge.from ? edge : { ...edge, from });
    }
  };
  for (const id of wiring.order) {
    const node = nodes.get(id) as DesignNode;
    const fed = (wiring.incoming.get(id) ?? []).map((edge): Fed => {
      const past = passed.get(edge.from.node);
      return { edge, from: past === undefined ? edge.from : (past.get(edge.from.port) ?? null) };
    });
    const place = carried.indexOf(id);
    if (place !== -1 && carries?.[place] === false) {
      passed.set(id, new Map());
      continue;
    }
    if (node.when !== undefined) {
      const asked = readFields({ ...node, fields: { when: node.when } }, condition, environment);
      if (!asked.ok) issues.push(...asked.issues);
      else if (asked.value.values.when === 0) {
        const own = ordered(node, fed, catalogue, environment);
        pass(id, own?.outputPorts ?? ['out'], own?.fed ?? fed);
        continue;
      }
    }
    const there = fed.filter(({ from }) => from !== null);
    if (there.length === fed.length) {
      keep(node, fed);
      continue;
    }
    const isEnd = partPortOf(known.get(id)) === 'output';
    if (there.length === 0 && (!isEnd || carries !== null)) {
      passed.set(id, new Map());
      continue;
    }
    const own = ordered(node, there, catalogue, environment);
    const joins = own?.definition.kind === 'operator' && own.definition.joins === true;
    if (own === null || !joins) keep(node, there);
    else if (there.length === 1) pass(id, own.outputPorts, own.fed);
    else {
      const fewer = portsOf(own.definition, { ...own.values, inputs: there.length }).inputPorts;
      keep(
        { ...node, fields: { ...node.fields, inputs: there.length } },
        own.fed.map(({ edge, from }, index) => ({
          edge: { ...edge, to: { ...edge.to, port: fewer[index] as string } },
          from,
        })),
      );
    }
  }
  const inner = new Map([...drawing.inner].filter(([id]) => kept.has(id)));
  const inPlace = drawing.nodes.flatMap(({ id }) => kept.get(id) ?? []);
  // A wire that leads nowhere is still a problem.
  const isDangling = ({ from, to }: DesignEdge): boolean => !nodes.has(from.node) || !nodes.has(to.node);
  const wires = drawing.edges.flatMap((edge) => (isDangling(edge) ? edge : (edges.get(edge.id) ?? [])));
  return { drawing: { nodes: inPlace, edges: wires, crossing: drawing.crossing, inner }, issues };
}
