import { operators } from '../../src-core/catalogue.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { freshEdgeIdAmong, freshNameAmong, takenNames } from '../../src-core/document/names.ts';
import { drawnKindOf, partPortOf } from '../../src-core/language/roles.ts';
import { broughtFromLibrary } from './library-definitions.ts';
import { openCatalogue } from './own-blocks.ts';

/** The operators that stand for the ports of a drawn part. */
export const partKinds = {
  input: operators.find((operator) => partPortOf(operator) === 'input')!.id,
  output: operators.find((operator) => partPortOf(operator) === 'output')!.id,
} as const;

/** How far the output stands from the input in a part with nothing between them. */
const apart = 208;

/**
 * The edits that add an item. One that is drawn by hand begins as a wire from an input to an output; a definition of the library
 * comes into the design with its first item.
 */
export function addEdits(design: Design, offered: DesignNode): readonly Edit[] {
  const brought = broughtFromLibrary(design, offered.definition);
  const node = brought === null ? offered : { ...offered, definition: brought.id };
  const add: Edit = { kind: 'addNode', node };
  if (brought !== null) return [...brought.edits, add];
  if (drawnKindOf(openCatalogue().definitionOf(node.definition)) === undefined) return [add];
  const names = takenNames(design).add(node.id);
  const input = freshNameAmong(names, 'in');
  const output = freshNameAmong(names.add(input), 'out');
  const part = (id: string, kind: string, y: number): Edit => ({
    kind: 'addNode',
    node: { id, definition: kind, parent: node.id, fields: {}, position: { x: 0, y } },
  });
  const ids = new Set(design.edges.map((edge) => edge.id));
  const wired = `${node.id}-through`;
  const id = ids.has(wired) ? freshEdgeIdAmong(ids) : wired;
  return [
    add,
    part(input, partKinds.input, 0),
    part(output, partKinds.output, apart),
    {
      kind: 'addEdge',
      edge: { id, from: { node: input, port: 'out' }, to: { node: output, port: 'in' } },
    },
  ];
}
