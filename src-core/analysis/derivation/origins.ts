import type { Derivation } from './derivation.ts';

/** A term by its place: the line, and the term in it. */
export interface TermPlace {
  readonly step: number;
  readonly term: number;
}

type Index = ReadonlyMap<string, readonly TermPlace[]>;
const indices = new WeakMap<Derivation, Index>();

/** A path and all that surround it, innermost first: a/b/c, a/b, a. */
export function outward(path: string): readonly string[] {
  const paths = [path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    paths.push(path.slice(0, end));
  return paths;
}

function indexOf(derivation: Derivation): Index {
  const found = new Map<string, TermPlace[]>();
  derivation.steps.forEach(({ terms }, step) => {
    terms.forEach(({ origins }, term) => {
      const paths = new Set(origins.flatMap(outward));
      for (const path of paths) found.set(path, [...(found.get(path) ?? []), { step, term }]);
    });
  });
  return found;
}

/**
 * The terms that an item has a share in: its own and those of what is inside it. An item inside of what was counted as a whole
 * has the terms of that whole. None where it counts for nothing.
 */
export function termsOfPath(derivation: Derivation, path: string): readonly TermPlace[] {
  const index = indices.get(derivation) ?? indexOf(derivation);
  indices.set(derivation, index);
  for (const at of outward(path)) {
    const places = index.get(at);
    if (places !== undefined) return at === path || isWhole(derivation, at) ? places : [];
  }
  return [];
}

/** Whether a path is itself an origin, not only around some. */
const isWhole = ({ steps }: Derivation, path: string): boolean =>
  steps.some(({ terms }) => terms.some(({ origins }) => origins.includes(path)));
