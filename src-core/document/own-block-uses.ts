import { copied, outermostFirst, renamedEnd } from './copies.ts';
import type {
  Design,
  DesignEdge,
  DesignNode,
  FieldValue,
  ListEntry,
  Note,
  OwnBlock,
  OwnField,
  Variable,
} from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';
import { expressionsIn, namesInValue } from './field-names.ts';
import { takenNames } from './names.ts';
import { notesOfCopies } from './notes-inside.ts';
import { blocksOf } from './own-block.ts';
import { withInside } from './parents.ts';
import { renamedValue } from './rename-variable.ts';

/** The fields that an item has, which an expression of another of its fields names before all else. */
export type FieldNames = (node: DesignNode) => readonly string[];

/** The field that stands in a block for a variable of the design. */
function fieldFor(variable: Variable): OwnField {
  const { name } = variable;
  if (variable.kind === 'choice') {
    return { name, kind: 'choice', label: name, default: variable.value, options: variable.options };
  }
  const { min, max, value } = variable;
  return {
    name,
    kind: variable.kind === 'integer' ? 'dimension' : 'real',
    label: name,
    min,
    max,
    default: value,
  };
}

/** The names in the expressions of an item that mean none of its own fields; one never means the field it stands in. */
const namesIn = ({ fields, when }: DesignNode, own: readonly string[]): readonly string[] => [
  ...Object.entries(fields).flatMap(([field, value]) =>
    namesInValue(value).filter((name) => name === field || !own.includes(name)),
  ),
  ...(when === undefined ? [] : namesInValue(when)),
];

/** The edits that put another item in the place of one, its wires at ports of other names included. */
function inPlaceOf(
  design: Design,
  node: DesignNode,
  now: DesignNode,
  inside: readonly Edit[],
  port: (name: string) => string,
): readonly Edit[] {
  const touching = design.edges.flatMap((edge, index) =>
    edge.from.node === node.id || edge.to.node === node.id ? [{ edge, index }] : [],
  );
  const end = (at: DesignEdge['from']) => (at.node === node.id ? { ...at, port: port(at.port) } : at);
  return [
    { kind: 'removeNode', id: node.id },
    { kind: 'addNode', node: now, index: design.nodes.indexOf(node) },
    ...inside,
    ...touching.map(
      ({ edge, index }): Edit => ({
        kind: 'addEdge',
        edge: { ...edge, from: end(edge.from), to: end(edge.to) },
        index,
      }),
    ),
  ];
}

/**
 * The one edit that makes an own block of what is drawn inside an item, and that item a use of it. Variables of the design
 * that expressions inside name become fields of the block, which the use ties to them.
 * @param block its id, title and fields to begin with
 */
export function blockOfDrawing(
  design: Design,
  id: string,
  { id: blockId, title }: Pick<OwnBlock, 'id' | 'title'>,
  fieldNames: FieldNames,
): Edit {
  const group = design.nodes.find((node) => node.id === id) as DesignNode;
  const inside = new Set(withInside(design.nodes, [id]));
  inside.delete(id);
  const members = design.nodes.filter((node) => inside.has(node.id));
  const named = new Set(members.flatMap((node) => namesIn(node, fieldNames(node))));
  const variables = design.variables.filter(({ name }) => named.has(name));
  const nodes = members.map(({ parent, weightsOf, ...node }) => ({
    ...node,
    ...(parent !== undefined && parent !== id && { parent }),
    ...(weightsOf !== undefined && inside.has(weightsOf) && { weightsOf }),
  }));
  const edges = design.edges.filter((edge) => inside.has(edge.from.node) && inside.has(edge.to.node));
  const notes = (design.notes ?? []).flatMap(({ parent, ...note }): readonly Note[] => {
    if (parent === undefined || (parent !== id && !inside.has(parent))) return [];
    return [parent === id ? note : { ...note, parent }];
  });
  const block: OwnBlock = {
    id: blockId,
    title,
    fields: variables.map(fieldFor),
    nodes,
    edges,
    ...(notes.length > 0 && { notes }),
  };
  const use: DesignNode = {
    ...group,
    definition: blockId,
    fields: Object.fromEntries(variables.map(({ name }) => [name, { expression: name }])),
  };
  return batch([{ kind: 'addBlock', block }, ...inPlaceOf(design, group, use, [], (port) => port)]);
}

/** What says where an item is there takes no state, which is 1 or 0 there. */
const whenOf = (value: FieldValue): ListEntry =>
  typeof value === 'boolean' ? Number(value) : (value as ListEntry);

/** A value with the name of a field replaced by what the use gives it. */
function given(value: FieldValue, name: string, by: FieldValue): FieldValue {
  const [only] = expressionsIn(value);
  const isAlone = typeof value === 'object' && 'expression' in value && only?.trim() === name;
  if (isAlone) return by;
  const text =
    typeof by === 'boolean'
      ? String(Number(by))
      : typeof by === 'object' && 'expression' in by
        ? `(${by.expression})`
        : typeof by === 'number' && by < 0
          ? `(${by})`
          : String(by);
  return renamedValue(value, name, text);
}

/**
 * The one edit that draws what a use of an own block is in its place, as plain items inside a part of the kind `group`. The
 * names of fields become what the use gives them, so that the design counts and computes the same.
 */
export function detachedUse(
  design: Design,
  id: string,
  block: OwnBlock,
  group: string,
  fieldNames: FieldNames,
): Edit {
  const use = design.nodes.find((node) => node.id === id) as DesignNode;
  const values = block.fields.map(({ name, default: value }) => [name, use.fields[name] ?? value] as const);
  const told = block.nodes.map((node): DesignNode => {
    const own = fieldNames(node);
    const put = (value: FieldValue, field: string | null): FieldValue => {
      const meant = values.filter(([name]) => field === null || name === field || !own.includes(name));
      // All at once: what a use gives may itself name a variable that is called as another field.
      const apart = meant.reduce((now, [name], index) => renamedValue(now, name, `given${index}`), value);
      return meant.reduce((now, [, by], index) => given(now, `given${index}`, by), apart);
    };
    const fields = Object.fromEntries(
      Object.entries(node.fields).map(([name, value]) => [name, put(value, name)]),
    );
    const { when } = node;
    return {
      ...node,
      fields,
      ...(when !== undefined && { when: whenOf(put(when, null)) }),
    };
  });
  const taken = { names: takenNames(design), edges: new Set(design.edges.map((edge) => edge.id)) };
  const copies = copied({ nodes: told, edges: block.edges }, taken, id);
  const around: DesignNode = { ...use, definition: group, fields: {} };
  const parents = new Map(block.nodes.map((node) => [node.id, node.parent ?? id]));
  const inside: readonly Edit[] = [
    ...outermostFirst(copies.nodes).map((node): Edit => ({ kind: 'addNode', node })),
    ...copies.edges.map((edge): Edit => ({ kind: 'addEdge', edge })),
    ...notesOfCopies(design, block.notes ?? [], (parent) => copies.names.get(parent ?? '') ?? id),
  ];
  const port = (name: string): string => renamedEnd({ node: id, port: name }, copies.names, parents).port;
  return batch(inPlaceOf(design, use, around, inside, port));
}

/** The items that use a block, wherever they are drawn: by the definition around them, null for the design itself. */
export function usesOf(
  design: Design,
  id: string,
): readonly { readonly block: string | null; readonly node: string }[] {
  const inNodes = (nodes: readonly DesignNode[], block: string | null) =>
    nodes.filter(({ definition }) => definition === id).map((node) => ({ block, node: node.id }));
  return [
    ...inNodes(design.nodes, null),
    ...blocksOf(design).flatMap((block) => inNodes(block.nodes, block.id)),
  ];
}
