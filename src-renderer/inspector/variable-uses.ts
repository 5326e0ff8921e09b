import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { namesInValue } from '../../src-core/document/field-names.ts';
import type { Field } from '../../src-core/language/field.ts';
import { catalogueIn } from '../store/own-blocks.ts';
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

/** As it is gathered. */
interface Gathered {
  field: Field | undefined;
  isOdd: boolean;
  isSize: boolean;
  readonly users: Set<string>;
}

/** What the fields of a design say of its variables, by name, found in one walk over its items. */
export function variableUses(design: Design): ReadonlyMap<string, VariableUses> {
  const known = new Set(design.variables.map((variable) => variable.name));
  const nodes = new Map(design.nodes.map((node) => [node.id, node]));
  const uses = new Map<string, Gathered>();
  const usesOf = (name: string): Gathered => {
    let found = uses.get(name);
    if (found === undefined) {
      found = { field: undefined, isOdd: false, isSize: false, users: new Set() };
      uses.set(name, found);
    }
    return found;
  };
  for (const node of design.nodes) {
    for (const [key, value] of Object.entries(node.fields)) {
      const names = namesInValue(value);
      if (names.length === 0) continue;
      const definition = catalogueIn(design).definitionOf(node.definition) ?? null;
      const field = definition?.fields[key];
      const tied = expressionOf(value)?.trim();
      const own = knownInField(known, definition, key, value);
      for (const name of own) {
        const use = usesOf(name);
        if (key === name) use.field ??= field;
        use.isOdd ||= tied === name && field?.kind === 'dimension' && field.odd === true;
        use.isSize ||= field?.kind === 'dimension' || field?.kind === 'dimensions';
        use.users.add(node.id);
      }
      for (const name of names) if (known.has(name)) addAround(usesOf(name).users, node, nodes);
    }
  }
  return new Map([...uses].map(([name, { users, ...use }]) => [name, { ...use, users: users.size }]));
}

/** Adds the items around one, from the inside out: the name may be meant for what they hold. */
function addAround(users: Set<string>, node: DesignNode, nodes: ReadonlyMap<string, DesignNode>): void {
  for (let at = node.parent; at !== undefined; at = nodes.get(at)?.parent) users.add(at);
}
