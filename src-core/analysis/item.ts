import { NotSymbolic } from '../algebra/expression.ts';
import type { DesignEdge, DesignNode } from '../document/design.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import type { Expansion, ExpansionMemo } from '../language/expand.ts';
import { expand } from '../language/expand.ts';
import type { Facts } from '../language/facts.ts';
import type { Values } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { Environment } from './environment.ts';
import type { HeldField } from './node-fields.ts';
import { readFields } from './node-fields.ts';
import { issueOfRefusal } from './refusal-issue.ts';

/** The output of a node that an input port reads. */
export interface PortSource {
  readonly node: string;
  readonly output: number;
}

/** What is known of one node of a design. Null stands for what is unknown, and is never counted as zero. */
export interface ItemAnalysis {
  readonly id: string;
  readonly definition: Definition | null;
  readonly values: Values | null;
  readonly held: readonly HeldField[];
  readonly inputPorts: readonly string[];
  readonly outputPorts: readonly string[];
  readonly sources: readonly (PortSource | null)[];
  readonly inputs: readonly (Shape | null)[];
  readonly outputs: readonly (Shape | null)[];
  readonly expansion: Expansion | null;
  readonly facts: Facts | null;
  readonly issues: readonly Issue[];
}

export interface ItemContext {
  readonly catalogue: Catalogue;
  readonly environment: Environment;
  readonly memo: ExpansionMemo;
  readonly incoming: readonly DesignEdge[];
  readonly looped: boolean;
  readonly itemOf: (id: string) => ItemAnalysis | undefined;
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

const unknownItem = (id: string, definition: Definition | null, issues: readonly Issue[]): ItemAnalysis => ({
  id,
  definition,
  values: null,
  held: [],
  inputPorts: [],
  outputPorts: [],
  sources: [],
  inputs: [],
  outputs: [],
  expansion: null,
  facts: null,
  issues,
});

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
    const output = feeder?.outputPorts.indexOf(edge.from.port) ?? -1;
    if (output < 0) {
      const known = feeder !== undefined && feeder.values !== null;
      if (known)
        issues.push(
          issue('graph/unknown-port', { node: id, port }, { node: feeder.id, port: edge.from.port }),
        );
      return null;
    }
    return { node: edge.from.node, output };
  });
  for (const edge of context.incoming) {
    if (!ports.includes(edge.to.port)) {
      issues.push(
        issue('graph/unknown-port', { node: id, port: edge.to.port }, { node: id, port: edge.to.port }),
      );
    }
  }
  return sources;
}

/** Everything that follows from a node, its fields and the shapes that reach it. */
export function analyzeItem(node: DesignNode, context: ItemContext): ItemAnalysis {
  const { id } = node;
  const definition = context.catalogue.definitionOf(node.definition);
  if (definition === undefined) {
    return unknownItem(id, null, [
      issue('graph/unknown-definition', { node: id }, { definition: node.definition }),
    ]);
  }
  const fields = readFields(node, definition, context.environment);
  if (!fields.ok) return unknownItem(id, definition, fields.issues);
  const { values, held } = fields.value;
  const inputPorts = definition.inputs(values).map((port) => port.name);
  const outputPorts = definition.outputs(values).map((port) => port.name);
  const issues: Issue[] = [];
  // On a loop nothing is known before itself, so its wires lead nowhere until the loop is broken.
  const sources = context.looped ? inputPorts.map(() => null) : connect(id, inputPorts, context, issues);
  const inputs = sources.map((source) =>
    source === null ? null : (context.itemOf(source.node)?.outputs[source.output] ?? null),
  );
  const base = { id, definition, values, held, inputPorts, outputPorts, sources, inputs };
  const unknown = { outputs: outputPorts.map(() => null), expansion: null, facts: null };
  if (issues.length > 0 || inputs.includes(null)) return { ...base, ...unknown, issues };
  try {
    const expansion = expand(definition, values, inputs as readonly Shape[], context.memo);
    return { ...base, outputs: expansion.outputs, expansion, facts: expansion.facts, issues };
  } catch (error) {
    const refused = issueOfRefusal(error, id);
    if (refused !== null) return { ...base, ...unknown, issues: [refused] };
    if (error instanceof NotSymbolic) throw new ItemNotSymbolic(id, error);
    throw error;
  }
}
