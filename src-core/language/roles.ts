import type { SourceCall } from '../document/design.ts';
import type { Definition, DrawnKind, Side } from './definition.ts';

/** A definition as it is asked for its role; null and undefined where the catalogue does not have it. */
type Asked = Definition | null | undefined;

/** The side of a design on which an operator stands: tensors come in through it, or go out; undefined for all others. */
export const boundaryOf = (definition: Asked): Side | undefined =>
  definition?.kind === 'operator' ? definition.boundary : undefined;

/** The side of a drawn part whose port an operator stands for; undefined for all others. */
export const partPortOf = (definition: Asked): Side | undefined =>
  definition?.kind === 'operator' ? definition.part : undefined;

/** How the inside of a block is drawn by hand; undefined where the definition draws it, and for operators. */
export const drawnKindOf = (definition: Asked): DrawnKind | undefined =>
  definition?.kind === 'block' ? definition.drawn : undefined;

/** Whether a block is drawn once for several copies, each of which has a path of its own. */
export const hasCopies = (definition: Asked): boolean => {
  const drawn = drawnKindOf(definition);
  return drawn === 'repeated' || drawn === 'lanes';
};

/** The copy that stands for all where one is looked at: of lanes the second, as nothing is carried into the first. */
export const shownCopy = (definition: Asked): number => (drawnKindOf(definition) === 'lanes' ? 2 : 1);

/** What a port means inside lanes; undefined for a lane's share of the channels, and for what is no port. */
export const inLanes = (definition: Asked): 'carry' | 'whole' | undefined =>
  definition?.kind === 'operator' ? definition.inLanes : undefined;

/** Ways in which source code can call an item of a definition: none where it stands for no code of its own. */
export function offeredCalls(definition: Asked): readonly SourceCall[] {
  if (definition == null || boundaryOf(definition) !== undefined || partPortOf(definition) !== undefined)
    return [];
  if (drawnKindOf(definition) !== undefined) return [];
  if (definition.kind === 'operator' && definition.opaque !== undefined) return [];
  const usual: readonly SourceCall[] = ['module', 'function', 'method', 'operator'];
  return definition.kind === 'operator' ? [...usual, ...(definition.ownCalls ?? [])] : usual;
}

/** The fields of an input of a design that hold the sizes of its tensor, in their order; null for all other definitions. */
export const sizeFieldsOf = (definition: Asked): readonly string[] | null =>
  boundaryOf(definition) === 'input' ? Object.keys(definition?.fields ?? {}) : null;
