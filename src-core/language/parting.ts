import type { Expr } from '../algebra/expression.ts';
import { same } from './checks.ts';
import type { Expansion } from './expansion.ts';
import type { Value } from './field.ts';
import { valueText } from './resolve.ts';
import { drawnKindOf } from './roles.ts';
import { shapeText } from './shape.ts';

/** What parts two uses that are to share weights, with the names of the items down to where they part. */
export interface Parting {
  readonly path: readonly string[];
  readonly by:
    | { readonly kind: 'inside' }
    | { readonly kind: 'definition'; readonly expected: string; readonly got: string }
    /** A field, or the sizes of a weight, by name. */
    | {
        readonly kind: 'field' | 'sizes';
        readonly name: string;
        readonly expected: string;
        readonly got: string;
      };
}

const isSize = (value: Value): value is Expr =>
  typeof value === 'bigint' || (typeof value === 'object' && 'terms' in value);

/** Whether two values of a field are equal; raises NotSymbolic where that depends on the value of a symbol. */
function sameValue(a: Value, b: Value): boolean {
  if (isSize(a) && isSize(b)) return same(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => sameValue(entry, b[index]));
  }
  return a === b;
}

const otherInside: Parting = { path: [], by: { kind: 'inside' } };

/**
 * The first thing in which a use differs from the one whose weights it is to run with; null where they fit. They fit as
 * one module used twice does: one definition, equal fields, weights of equal sizes, and so on in what is drawn inside,
 * where names may differ, as they do between two drawings. Raises NotSymbolic where it depends on the value of a symbol.
 */
export function partingOf(owner: Expansion, taker: Expansion): Parting | null {
  if (owner === taker) return null;
  const [definition, other] = [owner.definition, taker.definition];
  if (definition.id !== other.id) {
    return { path: [], by: { kind: 'definition', expected: definition.title, got: other.title } };
  }
  for (const [name, value] of Object.entries(owner.values)) {
    const other = taker.values[name]!;
    if (sameValue(value, other)) continue;
    const [expected, got] = [valueText(value), valueText(other)];
    return { path: [], by: { kind: 'field', name, expected, got } };
  }
  return drawnKindOf(definition) === undefined ? partingInWeights(owner, taker) : partingInside(owner, taker);
}

/** As `partingOf`, of weights alone: what a definition makes of its fields and inputs inside is for it to know. */
function partingInWeights(owner: Expansion, taker: Expansion): Parting | null {
  for (const [name, { shape }] of Object.entries(owner.weights)) {
    const other = taker.weights[name]?.shape ?? [];
    if (other.length === shape.length && other.every((size, axis) => same(size, shape[axis]!))) continue;
    const [expected, got] = [shape, other].map((sizes) => shapeText(sizes, { batch: true }));
    return { path: [], by: { kind: 'sizes', name, expected: expected!, got: got! } };
  }
  const names = ({ children }: Expansion): string => children.map(({ name }) => name).join('/');
  if (names(owner) !== names(taker)) return otherInside;
  return partingOfChildren(owner, taker, partingInWeights);
}

/** As `partingOf`, of what is drawn inside alone. */
export function partingInside(owner: Expansion, taker: Expansion): Parting | null {
  if (wiringText(owner) !== wiringText(taker)) return otherInside;
  return partingOfChildren(owner, taker, partingOf);
}

function partingOfChildren(owner: Expansion, taker: Expansion, part: typeof partingOf): Parting | null {
  for (const [index, { name, expansion }] of taker.children.entries()) {
    const parting = part(owner.children[index]!.expansion, expansion);
    if (parting !== null) return { ...parting, path: [name, ...parting.path] };
  }
  return null;
}

/** How the items inside are wired, whatever their names. */
const wiringText = ({ children, results }: Expansion): string =>
  JSON.stringify([children.map(({ sources }) => sources), results]);
