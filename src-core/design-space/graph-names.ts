import { catalogueOf } from '../analysis/own-definitions.ts';
import type { Design, DesignNode } from '../document/design.ts';
import { namesInValue } from '../document/field-names.ts';
import type { Catalogue } from '../language/definition.ts';

/** The variables that a field of a node depends on, directly and through the node's other fields. */
function namesBehind(node: DesignNode, field: string): ReadonlySet<string> {
  const names = new Set<string>();
  const follow = (from: string): void => {
    const value = node.fields[from];
    for (const name of value === undefined ? [] : namesInValue(value)) {
      if (names.has(name)) continue;
      names.add(name);
      // A name means the node's other field of that name first.
      if (name !== from) follow(name);
    }
  };
  follow(field);
  return names;
}

/** Variables that a field reads as a number because it changes the graph: counts of groups and copies, choices, switches. */
export function graphNames(design: Design, base: Catalogue): ReadonlySet<string> {
  const { nodes } = design;
  const catalogue = catalogueOf(design, base);
  const names = new Set<string>();
  for (const node of nodes) {
    const fields = catalogue.definitionOf(node.definition)?.fields ?? {};
    for (const field of Object.keys(node.fields)) {
      const kind = fields[field]?.kind;
      if (kind === 'dimension' || kind === 'dimensions') continue;
      for (const name of namesBehind(node, field)) names.add(name);
    }
  }
  return names;
}
