/** Key of the metadata entry that keeps the tree of scopes as JSON. */
export const scopesKey = 'blockwright.scopes';

/** An item that a file was exported from, as the file says it. */
export interface SaidScope {
  readonly path: string;
  readonly definition: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A longer text is no tree of a network, and is not read. */
const longest = 64_000_000;

const isScope = (value: unknown): value is SaidScope => {
  if (typeof value !== 'object' || value === null) return false;
  const { path, definition, fields } = value as Readonly<Record<string, unknown>>;
  return (
    typeof path === 'string' &&
    typeof definition === 'string' &&
    typeof fields === 'object' &&
    fields !== null
  );
};

/** What a file says of the items that it was exported from, parents first; nothing where that is no such tree. */
export function saidScopes(metadata: ReadonlyMap<string, string>): readonly SaidScope[] {
  const text = metadata.get(scopesKey);
  if (text === undefined || text.length > longest) return [];
  try {
    const scopes: unknown = JSON.parse(text);
    return Array.isArray(scopes) && scopes.every(isScope) ? scopes : [];
  } catch {
    return [];
  }
}
