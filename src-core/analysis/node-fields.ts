import type { DesignNode } from '../document/design.ts';
import type { Keep } from '../document/expression-evaluate.ts';
import { shortened } from '../document/in-sentence.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Definition } from '../language/definition.ts';
import type { Value, Values } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import type { SaidFields } from '../language/field-spellings.ts';
import { saidFields } from '../language/field-spellings.ts';
import { Refusal } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { AwaitedSize, EnteringSizes } from './entering-sizes.ts';
import type { Environment } from './environment.ts';
import type { HeldField } from './field-reader.ts';
import { FieldFault, FieldReader } from './field-reader.ts';
import { portsOf } from './item-analysis.ts';

export interface NodeFields {
  readonly values: Values;
  readonly held: readonly HeldField[];
  /** What is known of the sizes of its inputs that fields name; null where they name none. */
  readonly follows: 'known' | 'awaited' | null;
}

/** The shapes that reach the inputs of those names; null where unknown. */
export type ShapesOf = (ports: readonly string[]) => readonly (Shape | null)[];

const unknownShapes: ShapesOf = (ports) => ports.map(() => null);

interface FieldsRead {
  readonly values: Readonly<Record<string, Value>>;
  readonly held: readonly HeldField[];
  readonly issues: readonly Issue[];
  /** Whether a field names a size that is unknown; in `values` it has its default then, in lists of the length that it has. */
  readonly awaits: boolean;
}

/** What stands for a value that follows unknown sizes, so that the item has its ports: only lengths of lists make ports. */
function standIn(name: string, { fields }: Definition, said: SaidFields): Value {
  const [field, raw] = [fields[name]!, said.values[name]];
  const value = defaultValue(field);
  return field.kind === 'dimensions' && Array.isArray(raw)
    ? raw.map(() => (value as readonly bigint[])[0]!)
    : value;
}

function readAll(
  node: DesignNode,
  definition: Definition,
  environment: Environment,
  sizes: EnteringSizes,
  keep?: Keep,
): FieldsRead {
  const values: Record<string, Value> = {};
  const held: HeldField[] = [];
  const issues: Issue[] = [];
  let awaits = false;
  const said = saidFields(definition.fields, node.fields);
  for (const [name, field] of Object.entries(definition.fields)) {
    const reader = new FieldReader(node, said, definition, environment, sizes, keep);
    try {
      values[name] = reader.read(name, field);
      held.push(...reader.held.filter((h) => h.field === name));
    } catch (error) {
      if (error instanceof FieldFault) issues.push(...error.issues);
      else if (error instanceof AwaitedSize) {
        awaits = true;
        values[name] = standIn(name, definition, said);
      } else throw error;
    }
  }
  return { values, held, issues, awaits };
}

function unknownFields(node: DesignNode, definition: Definition): Issue[] {
  const known = Object.keys(definition.fields);
  return Object.keys(node.fields)
    .filter((name) => !Object.hasOwn(definition.fields, name))
    .map((name) =>
      issue(
        'field/unknown',
        { node: node.id, field: name },
        { definition: definition.title, name: shortened(name), nearest: nearestText(name, known) },
      ),
    );
}

/**
 * The resolved values of a node's fields, or every field's problem. Unknown field names are problems too. Sizes may follow
 * those of the shapes that reach it: where one is awaited, the values are good for no more than the ports. Raises
 * NotSymbolic where a shape has symbols that a size which follows it cannot keep, unless `keep` takes that.
 */
export function readFields(
  node: DesignNode,
  definition: Definition,
  environment: Environment,
  shapesOf: ShapesOf = unknownShapes,
  keep?: Keep,
): Result<NodeFields> {
  const unknown = unknownFields(node, definition);
  const first = readAll(node, definition, environment, new EnteringSizes(null));
  if (!first.awaits || first.issues.length > 0) return resulting([...unknown, ...first.issues], first, null);
  const { inputPorts } = portsOf(definition, first.values);
  const sizes = new EnteringSizes({ ports: inputPorts, shapes: shapesOf(inputPorts) });
  const second = readAll(node, definition, environment, sizes, keep);
  return resulting([...unknown, ...second.issues], second, second.awaits ? 'awaited' : 'known');
}

/** The values of a node whose sizes follow those of its inputs, at any shapes of these; raises what refuses its fields. */
export const valuesAt =
  (node: DesignNode, definition: Definition, environment: Environment) =>
  (inputs: readonly Shape[], keep?: Keep): Values => {
    const fields = readFields(node, definition, environment, () => inputs, keep);
    if (fields.ok) return fields.value.values;
    throw new Refusal(fields.issues[0] as Issue);
  };

function resulting(
  issues: readonly Issue[],
  { values, held }: FieldsRead,
  follows: NodeFields['follows'],
): Result<NodeFields> {
  return issues.length > 0 ? fail(...dedupe(issues)) : ok({ values, held, follows });
}

const keyOf = (i: Issue): string => `${i.code}|${i.where.field}|${i.where.at}|${JSON.stringify(i.data)}`;

/** A field that others refer to reports its problem once. */
function dedupe(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((i) => [keyOf(i), i])).values()];
}
