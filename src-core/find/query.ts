import type { Rational } from '../algebra/expression.ts';

/** A search that was read. `at` is the first character of a part in the text it was read from, counted from 0. */
export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | Word
  | Comparison;

/** Text that an item is found by. */
export interface Word {
  readonly kind: 'word';
  readonly text: string;
  /** The names of a path that the text is a part of, such as `stage3/block2`; null where it has no slash. */
  readonly path: readonly string[] | null;
  readonly sizes: Sizes | null;
}

/** Sizes of a tensor as they are written, `64x56x56`; null for a star, which any size fits. */
export type Sizes = readonly (bigint | null)[];

export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Something of an item held against what was typed. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly at: number;
  readonly name: string;
  readonly relation: Relation;
  readonly value: Typed;
}

/** What stands to the right of a relation, in every way it can be read. */
export interface Typed {
  readonly at: number;
  readonly text: string;
  /** Null where it is no number. Of a percentage, its hundredths. */
  readonly number: Rational | null;
  readonly isPercentage: boolean;
  readonly sizes: Sizes | null;
}

/** Every path that the words of a query name, each once in the order they stand. */
export function pathsIn(query: Query): readonly (readonly string[])[] {
  switch (query.kind) {
    case 'word':
      return query.path === null ? [] : [query.path];
    case 'and':
    case 'or':
      return query.parts.flatMap(pathsIn);
    case 'not':
      return pathsIn(query.part);
    default:
      return [];
  }
}

/** Every comparison in a query, from left to right. */
export function comparisonsIn(query: Query): readonly Comparison[] {
  switch (query.kind) {
    case 'comparison':
      return [query];
    case 'and':
    case 'or':
      return query.parts.flatMap(comparisonsIn);
    case 'not':
      return comparisonsIn(query.part);
    default:
      return [];
  }
}
