import type { DesignEdge, DesignNode, FieldValue, PortRef } from '../document/design.ts';
import { followedBy } from '../language/axes.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Value, Values } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import { saidValues } from '../language/following.ts';
import { valueText } from '../language/resolve.ts';
import { ownInput } from '../language/wire.ts';
import { portsOf } from './item-analysis.ts';

/** The kinds of the items that stand for ports. */
interface PartKinds {
  readonly input: string;
  readonly output: string;
}

interface DrawnOut {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
}

function literal(value: Value): FieldValue {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(Number);
  return value as FieldValue;
}

/** The fields of an item that are not at their defaults, as a document says them. */
function fieldsOf({
  definition,
  values,
}: Pick<Expansion, 'definition' | 'values'>): Record<string, FieldValue> {
  const said = saidValues(definition.fields, values as Readonly<Record<string, Value>>) as Values;
  return Object.fromEntries(
    Object.entries(definition.fields).flatMap(([name, field]) => {
      const value = said[name];
      // What follows another field where it is left out has no default of its own.
      const isDefault = value !== undefined && valueText(value) === valueText(defaultValue(field));
      if (value === undefined || (isDefault && followedBy(definition.fields, name) === undefined)) return [];
      return [[name, literal(value)]];
    }),
  );
}

/** How far items stand from one another. */
const pitch = { x: 256, y: 96 };

/**
 * The inside of a block, at the values that it has, as a drawing: its items, their wires, and ports of its names. It counts
 * and computes what the block does, and nothing of it follows the block any more.
 */
export function drawnOut({ definition, values, children, results }: Expansion, kinds: PartKinds): DrawnOut {
  const { inputPorts, outputPorts } = portsOf(definition, values);
  const taken = new Set(children.map(({ name }) => name));
  const free = (name: string): string => {
    let found = name;
    for (let number = 2; taken.has(found); number++) found = `${name}${number}`;
    taken.add(found);
    return found;
  };
  const entering = inputPorts.map(free);
  const leaving = outputPorts.map(free);
  const depths: number[] = [];
  for (const { sources } of children) {
    depths.push(1 + Math.max(0, ...sources.map(({ child }) => (child === ownInput ? 0 : depths[child]!))));
  }
  const columns = new Map<number, number>();
  const place = (depth: number) => {
    const column = columns.get(depth) ?? 0;
    columns.set(depth, column + 1);
    return { x: column * pitch.x, y: depth * pitch.y };
  };
  const outputOf = ({ child, output }: (typeof results)[number]): PortRef => {
    if (child === ownInput) return { node: entering[output]!, port: 'out' };
    const { name, expansion } = children[child]!;
    return { node: name, port: portsOf(expansion.definition, expansion.values).outputPorts[output]! };
  };
  const edges: DesignEdge[] = [];
  const wire = (from: PortRef, to: PortRef): void => {
    edges.push({ id: `e${edges.length + 1}`, from, to });
  };
  for (const { name, expansion, sources } of children) {
    const ports = portsOf(expansion.definition, expansion.values).inputPorts;
    for (const [index, source] of sources.entries())
      wire(outputOf(source), { node: name, port: ports[index]! });
  }
  for (const [index, source] of results.entries())
    wire(outputOf(source), { node: leaving[index]!, port: 'in' });
  const deepest = Math.max(0, ...depths) + 1;
  return {
    nodes: [
      ...entering.map((id) => ({ id, definition: kinds.input, fields: {}, position: place(0) })),
      ...children.map(({ name, expansion, weightsOf }, index) => ({
        id: name,
        definition: expansion.definition.id,
        ...(expansion.call !== undefined && { call: expansion.call }),
        ...(weightsOf !== undefined && { weightsOf }),
        fields: fieldsOf(expansion),
        position: place(depths[index]!),
      })),
      ...leaving.map((id) => ({ id, definition: kinds.output, fields: {}, position: place(deepest) })),
    ],
    edges,
  };
}
