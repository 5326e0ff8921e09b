import type {
  Design,
  DesignNode,
  FieldValue,
  ListEntry,
  OwnBlock,
  PrintedFormula,
} from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { batch } from '../document/edit.ts';
import { namesInValue } from '../document/field-names.ts';
import { renamedFormula } from '../document/formula-syntax.ts';
import { shortened } from '../document/in-sentence.ts';
import { isVariableName } from '../document/names.ts';
import { nearestText } from '../document/nearest-names.ts';
import { blocksOf, requireBlock } from '../document/own-block.ts';
import { surroundings } from '../document/parents.ts';
import { renamedValue } from '../document/rename-variable.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import { hasCopies } from '../language/roles.ts';
import { laneNames } from './copy-environment.ts';
import { catalogueOf } from './own-definitions.ts';

/** Names that mean something else than a field of the block, where an item of its drawing names them. */
type Hidden = (node: DesignNode, field: string | null) => ReadonlySet<string>;

/** In a drawing an item's own fields come first, then the names that copies around it have. */
function hiddenIn(block: OwnBlock, catalogue: Catalogue): Hidden {
  const nodes = new Map(block.nodes.map((node) => [node.id, node]));
  return (node, field) => {
    const own = Object.keys(catalogue.definitionOf(node.definition)?.fields ?? {});
    const isCopied = surroundings(nodes, node.id).some((outer) =>
      hasCopies(catalogue.definitionOf(nodes.get(outer)?.definition ?? '')),
    );
    // A field never names itself, and `when` stands before there are any.
    const first = field === null ? [] : own.filter((name) => name !== field);
    return new Set([...first, ...(isCopied ? laneNames : [])]);
  };
}

/** Raised inside; an expression that would mean something else under the new name. */
class Hides extends Error {
  readonly node: string;
  constructor(node: string) {
    super(node);
    this.node = node;
  }
}

/**
 * The edit that gives a field of an own block another name: in its definition, in what expressions inside name, and in every
 * use, as one step that changes no count.
 * Issues: own/unknown, own/bad-field, own/duplicate-field, own/hidden-field where an expression would come to mean another
 * field, field/unknown.
 */
export function renameOwnField(
  design: Design,
  id: string,
  name: string,
  to: string,
  base: Catalogue,
): Result<Edit> {
  const found = requireBlock(design, id);
  if (!found.ok) return found;
  const block = found.value;
  const fault = faultOf(block, name, to);
  if (fault !== null) return fail(fault);
  if (to === name) return ok(batch([]));
  const catalogue = catalogueOf(design, base);
  try {
    const hidden = hiddenIn(block, catalogue);
    const blocks = blocksOf(design).map((each): OwnBlock => {
      const inside = each.id === id ? insideRenamed(each.nodes, name, to, hidden) : each.nodes;
      const nodes = inside.map((node) => (node.definition === id ? usedBy(node, name, to) : node));
      if (nodes.every((node, index) => node === each.nodes[index]) && each.id !== id) return each;
      const fields = each.fields.map((field) =>
        each.id === id && field.name === name
          ? { ...field, name: to, ...(field.label === name && { label: to }) }
          : field,
      );
      const published = each.id === id ? each.published?.map(printedRenamed(name, to)) : each.published;
      return { ...each, fields, ...(published !== undefined && { published }), nodes };
    });
    const changed = blocks.filter((each, index) => each !== blocksOf(design)[index]);
    return ok(
      batch([
        ...changed.map((each): Edit => ({ kind: 'setBlock', block: each })),
        ...design.nodes.flatMap((node) => (node.definition === id ? editsOfUse(node, name, to) : [])),
      ]),
    );
  } catch (error) {
    if (!(error instanceof Hides)) throw error;
    return fail(issue('own/hidden-field', { node: error.node }, { name: to, item: shortened(error.node) }));
  }
}

const printedRenamed =
  (name: string, to: string) =>
  (printed: PrintedFormula): PrintedFormula => ({
    ...printed,
    formula: renamedFormula(printed.formula, name, to),
  });

function faultOf({ title, fields }: OwnBlock, name: string, to: string): Issue | null {
  const isThere = (wanted: string): boolean => fields.some((field) => field.name === wanted);
  if (!isThere(name)) {
    const nearest = nearestText(
      name,
      fields.map((field) => field.name),
    );
    return issue('field/unknown', {}, { definition: title, name: shortened(name), nearest });
  }
  if (!isVariableName(to)) return issue('own/bad-field', {}, { block: title, name: shortened(to) });
  return to !== name && isThere(to) ? issue('own/duplicate-field', {}, { block: title, name: to }) : null;
}

/** The items of the drawing, with the field called anew where expressions mean it. */
function insideRenamed(
  nodes: readonly DesignNode[],
  name: string,
  to: string,
  hidden: Hidden,
): readonly DesignNode[] {
  return nodes.map((node) => {
    const put = <T extends FieldValue>(value: T, field: string | null): T => {
      const names = namesInValue(value);
      if (!names.includes(name) && !names.includes(to)) return value;
      const others = hidden(node, field);
      // A size of its input, say, that has been meant by the new name so far.
      if (names.includes(to) && !others.has(to)) throw new Hides(node.id);
      if (!names.includes(name) || others.has(name)) return value;
      if (others.has(to)) throw new Hides(node.id);
      return renamedValue(value, name, to) as T;
    };
    const fields = mapped(node.fields, put);
    const when = node.when === undefined ? undefined : put<ListEntry>(node.when, null);
    if (fields === node.fields && when === node.when) return node;
    return { ...node, fields, ...(when !== undefined && { when }) };
  });
}

/** The same record where no value is another. */
function mapped(
  fields: DesignNode['fields'],
  put: (value: FieldValue, field: string) => FieldValue,
): DesignNode['fields'] {
  const entries = Object.entries(fields).map(([field, value]) => [field, put(value, field)] as const);
  return entries.every(([field, value]) => value === fields[field]) ? fields : Object.fromEntries(entries);
}

/** A use with what it gives the field under its new name, in the same place. */
function usedBy(node: DesignNode, name: string, to: string): DesignNode {
  const entries = Object.entries(node.fields).map(([field, value]): [string, FieldValue] => {
    if (field === name) return [to, value];
    const names = namesInValue(value);
    // Another field of the use may name this one, and then follows it.
    if (names.includes(to)) throw new Hides(node.id);
    return [field, names.includes(name) ? renamedValue(value, name, to) : value];
  });
  const isSame = entries.every(([field, value]) => node.fields[field] === value);
  return isSame ? node : { ...node, fields: Object.fromEntries(entries) };
}

function editsOfUse(node: DesignNode, name: string, to: string): readonly Edit[] {
  const { id } = node;
  const now = usedBy(node, name, to);
  if (now === node) return [];
  return [
    ...Object.keys(node.fields).map((field): Edit => ({ kind: 'clearField', id, field })),
    ...Object.entries(now.fields).map(([field, value]): Edit => ({ kind: 'setField', id, field, value })),
  ];
}
