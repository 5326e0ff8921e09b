import type { DesignNode } from './design.ts';
import type { Edit } from './edit.ts';

/** The edits that give an item the fields of another, its defaults included. */
export function copyFields(from: DesignNode, to: DesignNode): readonly Edit[] {
  const { id } = to;
  const has = (node: DesignNode, field: string): boolean => Object.hasOwn(node.fields, field);
  const cleared = Object.keys(to.fields).filter((field) => !has(from, field));
  const set = Object.entries(from.fields).filter(
    ([field, value]) => JSON.stringify(to.fields[field]) !== JSON.stringify(value),
  );
  return [
    ...cleared.map((field): Edit => ({ kind: 'clearField', id, field })),
    ...set.map(([field, value]): Edit => ({ kind: 'setField', id, field, value })),
  ];
}
