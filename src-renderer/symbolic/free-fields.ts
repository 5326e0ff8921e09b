import type { Design, DesignNode, IntegerVariable } from '../../src-core/document/design.ts';
import { groupOf, rootOf, symbolOf } from '../../src-core/language/axes.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Values } from '../../src-core/language/field.ts';
import type { PinsState } from './pins.ts';
import { fieldKey, isFieldPinned } from './pins.ts';

/**
 * Dimension fields that stay symbols in a formula of the item, with the name each gets.
 * @param isLiteral whether a field is a number, or left out
 * @param taken names that mean something else
 * @param isFollower whether a field takes its value from another one
 */
export function freeFields(
  { fields, id }: Definition,
  pins: PinsState,
  followsVariables: boolean,
  isLiteral: (field: string) => boolean,
  taken: ReadonlySet<string> = new Set(),
  isFollower = (field: string): boolean => rootOf(fields, field) !== field,
): ReadonlyMap<string, string> {
  const free = new Map<string, string>();
  const used = new Set(taken);
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'dimension' || field.shown === false || !isLiteral(name) || isFollower(name)) continue;
    if (isFieldPinned(pins, fieldKey(id, name), followsVariables)) continue;
    const others = Object.keys(fields).filter((other) => other !== name);
    const isTaken = (candidate: string) => used.has(candidate) || others.includes(candidate);
    const isApart = groupOf(fields, name).some((other) => other !== name && !isFollower(other));
    const own = symbolOf(field, isApart);
    const chosen = [own, name, `${own}_${name}`].find((candidate) => !isTaken(candidate));
    if (chosen === undefined) continue;
    used.add(chosen);
    free.set(name, chosen);
  }
  return free;
}

/** The part of a design that an item's input depends on, and the item. */
export function upstream(design: Design, id: string): Design {
  const needed = new Set([id]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { from, to } of design.edges) {
      if (needed.has(to.node) && !needed.has(from.node)) {
        needed.add(from.node);
        grew = true;
      }
    }
    for (const { id, parent } of design.nodes) {
      if (parent === undefined || needed.has(id) || !needed.has(parent)) continue;
      needed.add(id);
      grew = true;
    }
  }
  return {
    ...design,
    nodes: design.nodes.filter((node) => needed.has(node.id)),
    edges: design.edges.filter((edge) => needed.has(edge.to.node)),
  };
}

/** The design with literal fields of one node turned into variables of the given names. */
export function withFreed(
  design: Design,
  node: DesignNode,
  values: Values,
  free: ReadonlyMap<string, string>,
): { readonly design: Design; readonly node: DesignNode } {
  const freed: DesignNode = {
    ...node,
    fields: {
      ...node.fields,
      ...Object.fromEntries([...free].map(([field, name]) => [field, { expression: name }])),
    },
  };
  const added = [...free].map(([field, name]): IntegerVariable => {
    const value = Number(values[field] as bigint);
    return { name, kind: 'integer', value, min: value, max: value };
  });
  return {
    node: freed,
    design: {
      ...design,
      variables: [
        ...design.variables.filter(({ name }) => !added.some((other) => other.name === name)),
        ...added,
      ],
      nodes: design.nodes.map((other) => (other.id === node.id ? freed : other)),
    },
  };
}
