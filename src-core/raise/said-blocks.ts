import type { BlockDefinition } from '../language/definition.ts';
import type { Field, Given, Value } from '../language/field.ts';
import type { SaidScope } from '../lower/said-scopes.ts';
import { taken } from './moves.ts';

/** A block that a file says it was exported from, and the module that it was. */
export interface SaidBlock {
  readonly module: string;
  readonly definition: BlockDefinition;
  readonly given: Given;
}

const wholeNumber = (said: unknown): bigint | null =>
  Number.isSafeInteger(said) || (typeof said === 'string' && /^\d{1,40}$/.test(said))
    ? BigInt(said as number | string)
    : null;

/** What a file says of a field, as values of its kind are; null of anything else. */
function readAs({ kind }: Field, said: unknown): Value | null {
  switch (kind) {
    case 'dimension':
      return wholeNumber(said);
    case 'dimensions': {
      const sizes = Array.isArray(said) ? said.map(wholeNumber) : [null];
      return sizes.every((size) => size !== null) ? sizes : null;
    }
    case 'structural':
    case 'real':
      return typeof said === 'number' ? said : null;
    case 'reals':
      return Array.isArray(said) && said.every((one) => typeof one === 'number') ? said : null;
    case 'toggle':
      return typeof said === 'boolean' ? said : null;
    case 'choice':
    case 'text':
      return typeof said === 'string' ? said : null;
  }
}

/** The fields as a file has them; null where one does not take what is said. */
function givenOf({ fields }: BlockDefinition, said: SaidScope['fields']): Given | null {
  const given: Record<string, Value> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(said, name)) continue;
    const value = readAs(field, said[name]);
    if (value === null || taken(field, value) === null) return null;
    given[name] = value;
  }
  return given as Given;
}

/** The outermost blocks among the items that a file was exported from: what holds items alone is looked into. */
export function saidBlocks(
  scopes: readonly SaidScope[],
  definitions: readonly BlockDefinition[],
): readonly SaidBlock[] {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const found: SaidBlock[] = [];
  let inside: string | null = null;
  for (const { path, definition: id, fields } of scopes) {
    if (inside !== null && path.startsWith(`${inside}/`)) continue;
    const definition = byId.get(id);
    const given = definition === undefined ? null : givenOf(definition, fields);
    if (definition === undefined || given === null) continue;
    inside = path;
    found.push({ module: path.replaceAll('/', '.'), definition, given });
  }
  return found;
}
