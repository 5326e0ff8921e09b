import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { namesInValue } from '../../src-core/document/field-names.ts';
import type { Field } from '../../src-core/language/field.ts';
import { expressionOf, knownInField } from '../symbolic/references.ts';

/** What the fields of a design say of one of its variables. */
export interface VariableUses {
  /** The field that it is best described by: one of its own name, tied to it or made from it. */
  readonly field: Field | undefined;
  /** Whether a field that is tied to it must be odd. */
  readonly isOdd: boolean;
  /** Whether a size is made from it. */
  readonly isSize: boolean;
  /** How many items follow it, or have something drawn inside that does. */
  readonly users: number;
}

export const unused: VariableUses = { field: undefined, isOdd: false, isSize: false, users: 0 };

/** An item, then those around it, from the inside out. */
function* andAround(node: DesignNode, nodes: ReadonlyMap<string, DesignNode>): Iterable<DesignNode> {
  for (let at: DesignNode | undefined = node; at !== undefined; ) {
    yield at;
    at = at.parent === undefined ? undefined : nodes.get(at.parent);
  }
}

/** Which items refer to each name, themselves or by what is drawn inside them. */
function usersOf(design: Design, known: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const nodes = new Map(design.nodes.map((node) => [node.id, node]));
  const users = new Map<string, Set<string>>();
  for (const node of design.nodes) {
    const definition = catalogue.definitionOf(node.definition) ?? null;
    for (const [key, value] of Object.entries(node.fields)) {
      const own = knownInField(known, definition, key, value);
      for (const name of namesInValue(value)) {
        if (!known.has(name)) continue;
        const ids = users.get(name) ?? new Set();
        users.set(name, ids);
        for (const { id } of andAround(node, nodes)) if (id !== node.id || own.has(name)) ids.add(id);
      }
    }
  }
  return users;
}

/** What the fields of a design say of its variables, by name, found in one walk over its items. */
export function variableUses(design: Design): ReadonlyMap<string, VariableUses> {
  const known = new Set(design.variables.map((variable) => variable.name));
  const uses = new Map<string, VariableUses>();
  for (const node of design.nodes) {
    const definition = catalogue.definitionOf(node.definition) ?? null;
    for (const [key, value] of Object.entries(node.fields)) {
      const field = definition?.fields[key];
      const tied = expressionOf(value)?.trim();
      for (const name of knownInField(known, definition, key, value)) {
        const before = uses.get(name) ?? unused;
        uses.set(name, {
          ...before,
          field: before.field ?? (key === name ? field : undefined),
          isOdd: before.isOdd || (tied === name && field?.kind === 'dimension' && field.odd === true),
          isSize: before.isSize || field?.kind === 'dimension' || field?.kind === 'dimensions',
        });
      }
    }
  }
  for (const [name, ids] of usersOf(design, known))
    uses.set(name, { ...(uses.get(name) ?? unused), users: ids.size });
  return uses;
}
