import type { Definition } from './definition.ts';
import type { Values } from './field.ts';

/** What an item is: the title of its definition, or the operator that it holds as a file has it. Null where that is unknown. */
export function itemTitle(definition: Definition | null, values: Values | null): string | null {
  const held =
    definition?.kind === 'operator' && values !== null ? definition.opaque?.operator(values) : undefined;
  return held?.op ?? definition?.title ?? null;
}
