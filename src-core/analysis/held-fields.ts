import type { Drawing } from '../document/drawing.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import { drawnKindOf } from '../language/roles.ts';
import { copyEnvironment } from './copy-environment.ts';
import type { Environment } from './environment.ts';
import type { HeldField } from './field-reader.ts';
import { readFields } from './node-fields.ts';

/** An item of a drawing as it was expanded; null where it could not be. */
export interface ExpandedItem {
  readonly name: string;
  readonly expansion: Expansion | null;
}

/**
 * The fields that formulas keep as numbers: those of the items given, and of all that is drawn inside them, each once. It
 * follows from the fields and the environment alone; the expansions tell which copies there are.
 */
export function heldFieldsOf(
  drawing: Drawing,
  items: readonly ExpandedItem[],
  environment: Environment,
  catalogue: Catalogue,
): readonly HeldField[] {
  const held = fieldsIn(drawing, items, environment, catalogue);
  return [...new Map(held.map((entry) => [`${entry.node}.${entry.field}`, entry])).values()];
}

function fieldsIn(
  { nodes, inner }: Drawing,
  items: readonly ExpandedItem[],
  environment: Environment,
  catalogue: Catalogue,
): readonly HeldField[] {
  if (environment.symbols.size === 0) return [];
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  return items.flatMap(({ name, expansion }) => {
    const node = nodeOf.get(name);
    const definition = catalogue.definitionOf(node?.definition ?? '');
    if (node === undefined || definition === undefined) return [];
    const fields = readFields(node, definition, environment, () => expansion?.inputs ?? []);
    const own = fields.ok ? fields.value.held : [];
    const inside = inner.get(name);
    if (inside === undefined || expansion === null) return own;
    if (drawnKindOf(definition) !== 'repeated') {
      return [...own, ...fieldsIn(inside, expansion.children, environment, catalogue)];
    }
    const copies = new Map(expansion.children.map((copy, at) => [copy.expansion, at + 1]));
    return [
      ...own,
      ...[...copies].flatMap(([copy, index]) =>
        fieldsIn(inside, copy.children, copyEnvironment(environment, index), catalogue),
      ),
    ];
  });
}
