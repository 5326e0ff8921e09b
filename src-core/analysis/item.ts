import { NotSymbolic } from '../algebra/expression.ts';
import type { DesignEdge, DesignNode } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import { shortened } from '../document/in-sentence.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Issue, Result, Where } from '../errors.ts';
import { issue } from '../errors.ts';
import { borrowing } from '../language/borrowing.ts';
import { calledAs } from '../language/called.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import type { ExpansionMemo } from '../language/expand.ts';
import { expand } from '../language/expand.ts';
import { wholeFacts } from '../language/facts.ts';
import type { Values } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import { boundaryOf, drawnKindOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import type { Steps } from '../steps.ts';
import { DrawnFault, placed } from './drawn-fault.ts';
import type { DrawnDefinition, DrawnMaker } from './drawn-parts.ts';
import type { Environment } from './environment.ts';
import type { ItemAnalysis, PortSource } from './item-analysis.ts';
import { portsOf } from './item-analysis.ts';
import { mutedForm } from './muted.ts';
import type { NodeFields } from './node-fields.ts';
import { readFields, valuesAt } from './node-fields.ts';
import { issueOfRefusal } from './refusal-issue.ts';

export interface ItemContext {
  readonly catalogue: Catalogue;
  readonly environment: Environment;
  readonly memo: ExpansionMemo;
  readonly incoming: readonly DesignEdge[];
  readonly looped: boolean;
  readonly itemOf: (id: string) => ItemAnalysis | undefined;
  readonly drawn: DrawnMaker;
  /** What is drawn inside the item. */
  readonly drawing: Drawing | undefined;
  /** True where the item is drawn inside another. */
  readonly isInside?: boolean;
  /** The tensor that the item around it hands in here. */
  readonly entering?: { readonly shape: Shape | null };
}

/** Raised while free symbols are carried: the item needs numbers for these symbols. */
export class ItemNotSymbolic extends Error {
  readonly node: string;
  override readonly cause: NotSymbolic;
  constructor(node: string, cause: NotSymbolic) {
    super(cause.message);
    this.node = node;
    this.cause = cause;
  }
}

type Ports = Pick<ItemAnalysis, 'inputPorts' | 'outputPorts'>;

const portsByDefault = new WeakMap<Definition, Ports>();

/** The ports that an item has at the defaults of its fields. */
function defaultPorts(definition: Definition | null): Ports {
  if (definition === null) return { inputPorts: [], outputPorts: [] };
  const known = portsByDefault.get(definition);
  if (known !== undefined) return known;
  const fields = Object.entries(definition.fields);
  const values = Object.fromEntries(fields.map(([name, field]) => [name, defaultValue(field)]));
  const ports = portsOf(definition, values);
  portsByDefault.set(definition, ports);
  return ports;
}

const unknownItem = (id: string, definition: Definition | null, issues: readonly Issue[]): ItemAnalysis => ({
  id,
  definition,
  values: null,
  ...defaultPorts(definition),
  sources: [],
  inputs: [],
  outputs: [],
  expansion: null,
  facts: null,
  issues,
  members: null,
});

/**
 * What is said of an item whose analysis is to come: its ports, as they were known before or are by default, and the same
 * of what is drawn inside it.
 */
export function pendingItem(node: DesignNode, context: ItemContext, before?: ItemAnalysis): ItemAnalysis {
  const base = context.catalogue.definitionOf(node.definition) ?? null;
  const drawn = base === null ? null : drawnIn(base, context);
  const item = unknownItem(node.id, drawn?.definition ?? base, []);
  const { inputPorts, outputPorts } = before?.definition?.id === base?.id && before ? before : item;
  const members = context.drawing?.nodes.map((inner): [string, ItemAnalysis] => [
    inner.id,
    pendingItem(inner, { ...context, drawing: context.drawing?.inner.get(inner.id) }),
  ]);
  return { ...item, inputPorts, outputPorts, members: members === undefined ? null : new Map(members) };
}

/** Resolves each input port to what feeds it, and reports ports without a wire, with two, and wires to no port. */
function connect(id: string, ports: readonly string[], context: ItemContext, issues: Issue[]) {
  const sources = ports.map((port): PortSource | null => {
    const edges = context.incoming.filter((edge) => edge.to.port === port);
    const [edge] = edges;
    if (edge === undefined) {
      issues.push(issue('graph/unconnected', { node: id, port }));
      return null;
    }
    if (edges.length > 1) {
      issues.push(issue('graph/two-edges', { node: id, port }));
      return null;
    }
    const feeder = context.itemOf(edge.from.node);
    if (feeder === undefined || feeder.values === null) return null;
    const output = feeder.outputPorts.indexOf(edge.from.port);
    if (output < 0) {
      issues.push(unknownPort({ node: id, port }, feeder.id, edge.from.port, feeder.outputPorts));
      return null;
    }
    return { node: edge.from.node, output };
  });
  for (const edge of context.incoming) {
    if (!ports.includes(edge.to.port)) {
      const { port } = edge.to;
      issues.push(unknownPort({ node: id, port }, id, port, ports));
    }
  }
  return sources;
}

const unknownPort = (where: Where, node: string, port: string, known: readonly string[]): Issue =>
  issue('graph/unknown-port', where, { node, port: shortened(port), nearest: nearestText(port, known) });

/** No operator or block is named so. */
export const unknownDefinition = ({ id, definition }: DesignNode, { ids }: Catalogue): Issue =>
  issue(
    'graph/unknown-definition',
    { node: id },
    { definition: shortened(definition), nearest: nearestText(definition, ids) },
  );

/** Why an item cannot stand where it stands, whatever its fields and wires say. */
function misplaced(id: string, definition: Definition, context: ItemContext): Issue | null {
  const { title } = definition;
  const [inside] = context.drawing?.nodes ?? [];
  if (inside !== undefined && drawnKindOf(definition) === undefined) {
    return issue('graph/nothing-inside', { node: id }, { definition: title, node: inside.id });
  }
  if (context.isInside === true && boundaryOf(definition) !== undefined) {
    return issue('graph/boundary-inside', { node: id }, { definition: title });
  }
  return null;
}

/** The definition made from what is drawn inside an item; null where nothing is, or can be. */
function drawnIn(definition: Definition, context: ItemContext): DrawnDefinition | null {
  if (definition.kind !== 'block' || definition.drawn === undefined) return null;
  return context.drawing === undefined
    ? null
    : context.drawn.of(definition, context.drawing, context.environment);
}

/** What is found in the inside of an item that cannot be expanded, as far as its inputs are known. */
function* insideOf(
  id: string,
  drawn: DrawnDefinition | null,
  inputs?: readonly (Shape | null)[],
  values: Values | null = null,
): Steps<Pick<ItemAnalysis, 'issues' | 'members'>> {
  if (drawn === null) return { issues: [], members: null };
  const given = inputs ?? drawn.definition.inputs({}).map(() => null);
  const { items, issues } = yield* drawn.members(given, values);
  return { issues: placed(issues, id), members: items };
}

/** The fields of a node, at the shapes that reach it. */
function fieldsOf(node: DesignNode, base: Definition, context: ItemContext): Result<NodeFields> {
  try {
    const shapesOf = (ports: readonly string[]) => entered(node.id, ports, context, []).inputs;
    return readFields(node, base, context.environment, shapesOf);
  } catch (error) {
    if (error instanceof NotSymbolic) throw new ItemNotSymbolic(node.id, error);
    throw error;
  }
}

/** Everything that follows from a node, its fields and the shapes that reach it. What is drawn inside is a step an item. */
export function* analyzeItem(node: DesignNode, context: ItemContext): Steps<ItemAnalysis> {
  const { id, weightsOf } = node;
  const owner = weightsOf === undefined || node.muted === true ? {} : { weightsOf };
  const base = context.catalogue.definitionOf(node.definition);
  if (base === undefined) {
    return unknownItem(id, null, [unknownDefinition(node, context.catalogue)]);
  }
  const wrong = misplaced(id, base, context);
  if (wrong !== null) return unknownItem(id, base, [wrong]);
  const isMuted = node.muted === true;
  const drawn = isMuted ? null : drawnIn(base, context);
  const definition = isMuted ? mutedForm(base) : (drawn?.definition ?? base);
  const fields = fieldsOf(node, base, context);
  if (!fields.ok) {
    const inside = yield* insideOf(id, drawn);
    const issues = [...fields.issues, ...inside.issues];
    return { ...unknownItem(id, definition, issues), ...owner, members: inside.members };
  }
  const { values, follows } = fields.value;
  const { inputPorts, outputPorts } = portsOf(definition, values);
  const issues: Issue[] = [];
  const { sources, inputs } = entered(id, inputPorts, context, issues);
  const known = { id, ...owner, definition, values, inputPorts, outputPorts, sources, inputs, members: null };
  const unknown = { ...known, outputs: outputPorts.map(() => null), expansion: null, facts: null };
  if (issues.length > 0 || inputs.includes(null)) {
    const inside = yield* insideOf(id, drawn, inputs, values);
    const known = follows === 'awaited' ? null : values;
    return { ...unknown, values: known, issues: [...issues, ...inside.issues], members: inside.members };
  }
  try {
    yield* drawn?.prepare(values, inputs as readonly Shape[]) ?? [];
    const used = expand(definition, values, inputs as readonly Shape[], context.memo);
    const called = drawn === null ? calledAs(used, node.call) : used;
    const owned = node.weightsOf === undefined || isMuted ? called : borrowing(called);
    const expansion =
      follows === null ? owned : { ...owned, valuesAt: valuesAt(node, base, context.environment) };
    return { ...known, outputs: expansion.outputs, expansion, facts: wholeFacts(expansion.facts), issues };
  } catch (error) {
    if (error instanceof DrawnFault) {
      const { members } = yield* insideOf(id, drawn, inputs, values);
      return { ...unknown, issues: placed(error.issues, id), members };
    }
    const refused = issueOfRefusal(error, id);
    if (refused !== null) {
      const { members } = yield* insideOf(id, drawn, inputs, values);
      return { ...unknown, issues: [refused], members };
    }
    if (error instanceof NotSymbolic) throw new ItemNotSymbolic(id, error);
    throw error;
  }
}

/** Where an item's inputs come from, and their shapes. What enters a drawn part comes from the item around it. */
function entered(id: string, ports: readonly string[], context: ItemContext, issues: Issue[]) {
  const { entering } = context;
  if (entering !== undefined) {
    for (const { to } of context.incoming) issues.push(issue('graph/two-edges', { node: id, port: to.port }));
    return { sources: ports.map(() => null), inputs: ports.map(() => entering.shape) };
  }
  // On a loop nothing is known before itself, so its wires lead nowhere until the loop is broken.
  const sources = context.looped ? ports.map(() => null) : connect(id, ports, context, issues);
  const inputs = sources.map((source) =>
    source === null ? null : (context.itemOf(source.node)?.outputs[source.output] ?? null),
  );
  return { sources, inputs };
}
