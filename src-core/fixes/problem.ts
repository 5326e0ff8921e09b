import type { Analysis } from '../analysis/analyzer.ts';
import type { Item } from '../analysis/item-analysis.ts';
import { itemAt, spotAt } from '../analysis/item-paths.ts';
import type { Design, DesignNode, FieldValue, Position } from '../document/design.ts';
import { expressionsIn } from '../document/field-names.ts';
import type { Issue } from '../errors.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import type { Field } from '../language/field.ts';
import { saidFields } from '../language/field-spellings.ts';

/** A place for one more item between two, and what has to make room for it. */
interface Room {
  readonly position: Position;
  readonly moves: readonly { readonly id: string; readonly position: Position }[];
}

/** A problem of a design, with the item of the design that it stands on, or inside of. */
export interface Problem {
  readonly issue: Issue;
  readonly analysis: Analysis;
  readonly design: Design;
  readonly catalogue: Catalogue;
  readonly node: DesignNode;
  readonly path: string;
  readonly item: Item;
  /** Where the drawing has room for an item between two. */
  readonly roomBetween: (source: DesignNode, target: DesignNode) => Room;
}

/** The item of the design at a path, or the nearest around it. */
function ownerAt(analysis: Analysis, path: string, catalogue: Catalogue): [DesignNode, string] | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const { node } = spotAt(analysis.design, at, catalogue);
    if (node !== null) return [node, at];
  }
  return null;
}

/** What is known of the problem behind an issue; null where it stands on no item. */
export function problemOf(
  analysis: Analysis,
  issue: Issue,
  { catalogue, roomBetween }: Pick<Problem, 'catalogue' | 'roomBetween'>,
): Problem | null {
  const owner = ownerAt(analysis, issue.where.node ?? '', catalogue);
  if (owner === null) return null;
  const [node, path] = owner;
  const item = itemAt(analysis, path);
  return item === null
    ? null
    : { issue, analysis, design: analysis.design, catalogue, node, path, item, roomBetween };
}

/** A number of the data of an issue, where it is a whole one. */
export function numberIn({ data }: Issue, key: string): number | null {
  const value = Number((data as Readonly<Record<string, string | number>>)[key]);
  return Number.isSafeInteger(value) ? value : null;
}

/** A field that stands as a plain whole number, its default included. */
export interface PlainNumber {
  readonly node: DesignNode;
  readonly name: string;
  readonly field: Extract<Field, { kind: 'dimension' | 'structural' }>;
  readonly value: number;
}

/** The fields of an item that are whole numbers and no expressions, in the order of its form. */
export function plainNumbers(node: DesignNode, definition: Definition | undefined): readonly PlainNumber[] {
  if (definition === undefined) return [];
  const said: Readonly<Record<string, FieldValue>> = saidFields(definition.fields, node.fields).values;
  return Object.entries(definition.fields).flatMap(([name, field]): PlainNumber[] => {
    if ((field.kind !== 'dimension' && field.kind !== 'structural') || field.shown === false) return [];
    const value = said[name] ?? field.default;
    return typeof value === 'number' && !Array.isArray(node.fields[name])
      ? [{ node, name, field, value }]
      : [];
  });
}

/** Names of the design's variables in the fields of an item. */
export function variableNames(node: DesignNode): readonly string[] {
  return [...new Set(Object.values(node.fields).flatMap((value) => expressionsIn(value)))].flatMap(
    (text) => text.match(/[A-Za-z_]\w*/g) ?? [],
  );
}

/** Items met upstream of one, the nearest first, along all its wires; so many at most. */
export function upstream({ design, node }: Problem, most: number): readonly DesignNode[] {
  const byId = new Map(design.nodes.map((each) => [each.id, each]));
  const found = new Set([node.id]);
  for (const id of found) {
    for (const { from, to } of design.edges) if (to.node === id && found.size <= most) found.add(from.node);
  }
  found.delete(node.id);
  return [...found].flatMap((id) => byId.get(id) ?? []);
}
