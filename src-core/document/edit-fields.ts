import type { Design, DesignNode, FieldValue } from './design.ts';
import type { Applied, ClearField, SetField } from './edit-kinds.ts';
import { batch } from './edit-kinds.ts';
import { indexOfNode } from './edit-nodes.ts';
import { raiseFirst } from './fault.ts';
import { faultsOfFieldValue } from './shape.ts';

export function setField(design: Design, { id, field, value, index }: SetField): Applied {
  raiseFirst(faultsOfFieldValue(value, id, field));
  const at = indexOfNode(design, id);
  const { fields } = design.nodes[at] as DesignNode;
  const old = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (old !== undefined) {
    return {
      design: withFields(design, at, { ...fields, [field]: value }),
      inverse: { kind: 'setField', id, field, value: old },
    };
  }
  const entries = Object.entries(fields);
  return {
    design: withFields(
      design,
      at,
      Object.fromEntries(entries.toSpliced(index ?? entries.length, 0, [field, value])),
    ),
    inverse: { kind: 'clearField', id, field },
  };
}

export function clearField(design: Design, { id, field }: ClearField): Applied {
  const at = indexOfNode(design, id);
  const { fields } = design.nodes[at] as DesignNode;
  const entries = Object.entries(fields);
  const index = entries.findIndex(([name]) => name === field);
  const value = entries[index]?.[1];
  if (value === undefined) return { design, inverse: batch([]) };
  return {
    design: withFields(design, at, Object.fromEntries(entries.toSpliced(index, 1))),
    inverse: { kind: 'setField', id, field, value, index },
  };
}

function withFields(design: Design, at: number, fields: Readonly<Record<string, FieldValue>>): Design {
  return { ...design, nodes: design.nodes.with(at, { ...(design.nodes[at] as DesignNode), fields }) };
}
