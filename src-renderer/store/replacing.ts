import { carriedFields } from '../../src-core/analysis/carried-fields.ts';
import { environmentAt } from '../../src-core/analysis/copy-environment.ts';
import { itemOf } from '../../src-core/analysis/item-paths.ts';
import type { Design, DesignEdge, DesignNode, PortRef } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { applyEdit, batch } from '../../src-core/document/edit.ts';
import { freshName } from '../../src-core/document/names.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { tried } from './connections.ts';
import { addEdits } from './new-items.ts';
import { catalogueIn } from './own-blocks.ts';

/** What takes the place of an item, and how many of its wires found no port there. */
export interface Replacement {
  readonly edit: Edit;
  readonly node: DesignNode;
  readonly lost: number;
}

/** What an item of a definition is called at first: its id, of an own block without what marks it as one. */
export const baseName = ({ id }: Pick<Definition, 'id'>): string => id.slice(id.lastIndexOf(':') + 1);

/** A name that Blockwright made from a definition gives way to one made from the next; any other is a person's. */
function isMadeUp({ id, definition }: DesignNode): boolean {
  const base = baseName({ id: definition });
  return id.startsWith(base) && /^\d*$/.test(id.slice(base.length));
}

/** The port that stands for another: of the same name, else at the same place; null where there is none. */
const portFor = (port: string, before: readonly string[], after: readonly string[]): string | null =>
  after.includes(port) ? port : (after[before.indexOf(port)] ?? null);

/**
 * The edit that puts an item of another definition in the place of one: its wires go to the ports that stand for theirs, its
 * fields go along where they mean the same. Null where there is no such item.
 */
export function replaceEdit(design: Design, id: string, to: Definition): Replacement | null {
  const index = design.nodes.findIndex((each) => each.id === id);
  const old = design.nodes[index];
  const from = old === undefined ? undefined : catalogueIn(design).definitionOf(old.definition);
  if (old === undefined || from === undefined) return null;
  const rest = applyEdit(design, { kind: 'removeNode', id });
  if (!rest.ok) return null;
  const without = rest.value.design;
  const node: DesignNode = {
    id: isMadeUp(old) ? freshName(without, baseName(to)) : id,
    definition: to.id,
    ...(old.parent !== undefined && { parent: old.parent }),
    fields: carriedFields(old, from, to, environmentAt(design, id, catalogueIn(design))),
    position: old.position,
  };
  const added = addEdits(without, node).map((edit) =>
    edit.kind === 'addNode' && edit.node.id === node.id ? { ...edit, index } : edit,
  );
  const place = applyEdit(without, batch(added));
  if (!place.ok) return null;
  const before = itemOf(tried(design), id);
  const after = itemOf(tried(place.value.design), node.id);
  const moved = (end: PortRef, side: 'inputPorts' | 'outputPorts'): PortRef | null => {
    if (end.node !== id) return end;
    const port = portFor(end.port, before?.[side] ?? [], after?.[side] ?? []);
    return port === null ? null : { ...end, node: node.id, port };
  };
  const wires = wiresAt(design, id);
  const kept = wires.flatMap((edge): DesignEdge[] => {
    const [source, target] = [moved(edge.from, 'outputPorts'), moved(edge.to, 'inputPorts')];
    return source === null || target === null ? [] : [{ ...edge, from: source, to: target }];
  });
  return {
    node,
    lost: wires.length - kept.length,
    edit: batch([
      { kind: 'removeNode', id },
      ...added,
      ...kept.map((edge): Edit => ({ kind: 'addEdge', edge })),
    ]),
  };
}

const wiresAt = ({ edges }: Design, id: string): readonly DesignEdge[] =>
  edges.filter((edge) => edge.from.node === id || edge.to.node === id);

/**
 * The edit that puts an item without wires in the place of another on its level: the wires of that one go to its ports, and what
 * its own fields leave open is as it was there, where it means the same. Null where a wire would find no port.
 */
export function replaceWithEdit(design: Design, id: string, by: string): Edit | null {
  const [old, node] = [id, by].map((name) => design.nodes.find((each) => each.id === name));
  if (old === undefined || node === undefined || old.parent !== node.parent) return null;
  const catalogue = catalogueIn(design);
  const [from, to] = [old, node].map(({ definition }) => catalogue.definitionOf(definition));
  if (from === undefined || to === undefined) return null;
  const carried = carriedFields(old, from, to, environmentAt(design, id, catalogue));
  const fresh = Object.entries(carried).filter(([field]) => !Object.hasOwn(node.fields, field));
  const settled: readonly Edit[] = [
    ...fresh.map(([field, value]): Edit => ({ kind: 'setField', id: by, field, value })),
    { kind: 'moveNodes', moves: [{ id: by, position: old.position }] },
  ];
  const place = applyEdit(design, batch(settled));
  if (!place.ok) return null;
  const before = itemOf(tried(design), id);
  const after = itemOf(tried(place.value.design), by);
  const moved = (end: PortRef, side: 'inputPorts' | 'outputPorts'): PortRef | null => {
    if (end.node !== id) return end;
    const port = portFor(end.port, before?.[side] ?? [], after?.[side] ?? []);
    return port === null ? null : { node: by, port };
  };
  const edges = wiresAt(design, id).map((edge): Edit | null => {
    const [source, target] = [moved(edge.from, 'outputPorts'), moved(edge.to, 'inputPorts')];
    return source === null || target === null
      ? null
      : { kind: 'addEdge', edge: { ...edge, from: source, to: target } };
  });
  if (edges.length === 0 || edges.includes(null)) return null;
  return batch([{ kind: 'removeNode', id }, ...settled, ...(edges as Edit[])]);
}
