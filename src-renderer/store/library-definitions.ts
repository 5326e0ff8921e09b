import { placedFrom } from '../../src-core/document/block-library.ts';
import type { Design, OwnBlock } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { blocksOf } from '../../src-core/document/own-block.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { entriesOf, useLibrary } from './library.ts';
import { catalogueIn } from './own-blocks.ts';

/** What the ids of the library's definitions begin with where they are offered; in a design they have an id of its own. */
const prefix = 'library:';

const offeredKnown = new WeakMap<readonly OwnBlock[], readonly Definition[]>();

/** The definitions of the library, as they are offered; one that the document has a copy of is offered as that. */
export function libraryDefinitions(
  whole: Pick<Design, 'blocks'>,
  library: readonly OwnBlock[],
): readonly Definition[] {
  let all = offeredKnown.get(library);
  if (all === undefined) {
    const catalogue = catalogueIn({ ...emptyDesign(), blocks: library });
    all = library.flatMap(({ id }) => {
      const definition = catalogue.definitionOf(id);
      return definition === undefined ? [] : [{ ...definition, id: prefix + id }];
    });
    offeredKnown.set(library, all);
  }
  const copied = new Set([...entriesOf(whole, library).values()].map(({ entry }) => prefix + entry.id));
  return all.filter(({ id }) => !copied.has(id));
}

/** The id of an entry in the library, of a definition that is offered from there; null for any other definition. */
export const entryIdOf = (offered: string): string | null =>
  offered.startsWith(prefix) ? offered.slice(prefix.length) : null;

/** What brings a definition that is offered from the library into a design, and its id there; null for any other definition. */
export function broughtFromLibrary(
  design: Design,
  offered: string,
): { readonly edits: readonly Edit[]; readonly id: string } | null {
  const id = entryIdOf(offered);
  const { blocks: library } = useLibrary.getState();
  const entry = library.find((block) => block.id === id);
  return entry === undefined ? null : placedFrom(blocksOf(design), library, entry);
}
