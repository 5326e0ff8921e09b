import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Expansion } from '../language/expansion.ts';

/** Says of the first operator in an expansion that has no counts that there is no formula for it; null where all have some. */
export function uncountedIn({ definition, values, facts, children }: Expansion): Issue | null {
  if (facts.opaque === 0) return null;
  if (definition.kind === 'operator') {
    const op = definition.opaque?.operator(values)?.op ?? definition.title;
    return issue('formula/opaque', {}, { op });
  }
  for (const { expansion } of children) {
    const found = uncountedIn(expansion);
    if (found !== null) return found;
  }
  return null;
}

/** As `uncountedIn`, of several; those that are unknown are passed over. */
export function uncountedAmong(expansions: Iterable<Expansion | null | undefined>): readonly Issue[] {
  for (const expansion of expansions) {
    const found = expansion == null ? null : uncountedIn(expansion);
    if (found !== null) return [found];
  }
  return [];
}
