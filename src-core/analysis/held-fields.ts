import type { Drawing } from '../document/drawing.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import { drawnKindOf, hasCopies } from '../language/roles.ts';
import type { Steps } from '../steps.ts';
import { copyEnvironment } from './copy-environment.ts';
import { isCopy } from './drawn-parts.ts';
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
 * follows from the fields and the environment alone; the expansions tell which copies there are. A step an item.
 */
export function* heldFieldsOf(
  drawing: Drawing,
  items: readonly ExpandedItem[],
  environment: Environment,
  catalogue: Catalogue,
): Steps<readonly HeldField[]> {
  const held = yield* fieldsIn(drawing, items, environment, catalogue);
  return [...new Map(held.map((entry) => [`${entry.node}.${entry.field}`, entry])).values()];
}

function* fieldsIn(
  { nodes, inner }: Drawing,
  items: readonly ExpandedItem[],
  environment: Environment,
  catalogue: Catalogue,
): Steps<readonly HeldField[]> {
  if (environment.symbols.size === 0) return [];
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const found: HeldField[] = [];
  for (const { name, expansion } of items) {
    yield;
    const node = nodeOf.get(name);
    const definition = catalogue.definitionOf(node?.definition ?? '');
    if (node === undefined || definition === undefined) continue;
    const fields = readFields(node, definition, environment, () => expansion?.inputs ?? []);
    if (fields.ok) found.push(...fields.value.held);
    const inside = inner.get(name);
    if (inside === undefined || expansion === null) continue;
    // Symbols of a closed drawing are its own fields, which are held where they are given.
    if (definition.kind === 'block' && definition.closed === true) continue;
    if (!hasCopies(definition)) {
      found.push(...(yield* fieldsIn(inside, expansion.children, environment, catalogue)));
      continue;
    }
    const of = expansion.children.filter(({ name }) => isCopy(name));
    const copies = new Map(of.map((copy, at) => [copy.expansion, at + 1]));
    const lanes = drawnKindOf(definition) === 'lanes' ? of.length : null;
    for (const [copy, index] of copies) {
      const within = copyEnvironment(environment, index, lanes);
      found.push(...(yield* fieldsIn(inside, copy.children, within, catalogue)));
    }
  }
  return found;
}
