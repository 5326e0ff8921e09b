import { catalogueOf } from '../../src-core/analysis/own-definitions.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, OwnBlock } from '../../src-core/document/design.ts';
import { blockOf, blocksOf } from '../../src-core/document/own-block.ts';
import type { Catalogue, Definition } from '../../src-core/language/definition.ts';
import { useDocument } from './document.ts';

/** The catalogue with the own blocks of a design. */
export const catalogueIn = (design: Pick<Design, 'blocks'>): Catalogue => catalogueOf(design, catalogue);

/** The catalogue with the own blocks of the open document. */
export const openCatalogue = (): Catalogue => catalogueIn(useDocument.getState().whole);

/** The own blocks of the open document: what shows them is drawn anew where they change, and by no other edit. */
export const useOwnBlocks = (): readonly OwnBlock[] => useDocument(({ whole }) => blocksOf(whole));

/** The own blocks of a design as they are offered, in their order. */
export const ownDefinitions = (design: Pick<Design, 'blocks'>): readonly Definition[] =>
  blocksOf(design).flatMap(({ id }) => catalogueIn(design).definitionOf(id) ?? []);

/** Whether a design has an own block of that id. */
export const isOwn = (design: Pick<Design, 'blocks'>, id: string): boolean =>
  blockOf(design, id) !== undefined;

/** The own block that is edited; undefined while the document itself is shown. */
export function editedBlock(): OwnBlock | undefined {
  const { whole, focus } = useDocument.getState();
  return focus === null ? undefined : blockOf(whole, focus.block);
}
