import type { Definition } from './definition.ts';
import { boundaryOf, partPortOf } from './roles.ts';

/** Whether items of a definition are drawn wide: blocks, and ends of a design or of a part; so is what is not known. */
export function isWide(definition: Definition | null | undefined): boolean {
  if (definition == null) return true;
  if (definition.kind === 'block' && definition.mutes !== undefined) return isWide(definition.mutes);
  return definition.kind === 'block' || (boundaryOf(definition) ?? partPortOf(definition)) !== undefined;
}
