import type { Expr, Rational } from '../algebra/expression.ts';
import { constantOf } from '../algebra/expression.ts';
import { order } from '../algebra/rational.ts';
import { exactNumber } from '../document/decimal.ts';
import type { Definition } from '../language/definition.ts';
import type { Value } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { Comparison, Query, Relation, Sizes, Typed, Word } from './query.ts';
import type { Numbers, Subject, TextName } from './subject.ts';
import { isTextName, measures, unknownYet } from './subject.ts';

/** Whether an item fits; null where that is not known yet. */
type Verdict = boolean | null;

/** What a query needs besides an item itself. */
export interface Surroundings {
  /** What the whole design has of a measure, for shares of it; null while that is unknown. */
  readonly totalOf: (measure: string) => bigint | null;
  /** Whether the names that lead to the item end in those of a path. */
  readonly isAt: (path: readonly string[]) => boolean;
}

const not = (verdict: Verdict): Verdict => (verdict === null ? null : !verdict);

/** True where one of the verdicts is, else unknown where one is. */
const some = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;

const every = (verdicts: readonly Verdict[]): Verdict => not(some(verdicts.map(not)));

/** A name as it is compared: without its capitals, and without what stands between its words. */
const plainName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

const fieldNames = new WeakMap<Definition, ReadonlyMap<string, string>>();

/** The field of a definition that a name means, by itself or by its label. */
export function fieldNamed(definition: Definition, name: string): string | undefined {
  let names = fieldNames.get(definition);
  if (names === undefined) {
    const fields = Object.entries(definition.fields).filter(([, { shown }]) => shown !== false);
    names = new Map([
      ...fields.map(([id, { label }]) => [plainName(label), id] as const),
      ...fields.map(([id]) => [plainName(id), id] as const),
    ]);
    fieldNames.set(definition, names);
  }
  return names.get(plainName(name));
}

const fits: Readonly<Record<Relation, (difference: bigint) => boolean>> = {
  '=': (difference) => difference === 0n,
  '!=': (difference) => difference !== 0n,
  '<': (difference) => difference < 0n,
  '<=': (difference) => difference <= 0n,
  '>': (difference) => difference > 0n,
  '>=': (difference) => difference >= 0n,
};

/** Several numbers fit where one does; they are unlike a number where each is. */
function numbersFit(numbers: Numbers, relation: Relation, wanted: Rational): Verdict {
  if (numbers.length === 0) return false;
  const verdicts = numbers.map((number): Verdict => {
    const constant = number === unknownYet ? undefined : constantOf(number);
    return constant === undefined ? null : fits[relation](order(constant, wanted));
  });
  return relation === '!=' ? every(verdicts) : some(verdicts);
}

const times = ({ numerator, denominator }: Rational, total: bigint): Rational => ({
  numerator: numerator * total,
  denominator,
});

function measureFits(
  read: (subject: Subject) => Numbers,
  subject: Subject,
  { name, relation, value }: Comparison,
  { totalOf }: Surroundings,
): Verdict {
  if (value.number === null) return false;
  if (!value.isPercentage) return numbersFit(read(subject), relation, value.number);
  const total = totalOf(name.toLowerCase());
  return total === null ? null : numbersFit(read(subject), relation, times(value.number, total));
}

const toggles: Readonly<Record<string, boolean>> = {
  on: true,
  true: true,
  yes: true,
  off: false,
  false: false,
  no: false,
};

function valueFits(value: Value, relation: Relation, typed: Typed): Verdict {
  if (typeof value === 'boolean') {
    const wanted = toggles[typed.text];
    return wanted !== undefined && textFits(relation, value === wanted);
  }
  if (typeof value === 'string') return textFits(relation, value.toLowerCase() === typed.text);
  if (typed.number === null) return false;
  const all: readonly (Expr | number)[] = Array.isArray(value) ? value : [value as Expr | number];
  const numbers = all.map((each) => (typeof each === 'number' ? exactNumber(each) : each));
  return numbersFit(numbers, relation, typed.number);
}

/** Texts have no order: they are alike or not. */
const textFits = (relation: Relation, isAlike: boolean): boolean =>
  relation === '=' ? isAlike : relation === '!=' && !isAlike;

function sizesFit(shapes: readonly (Shape | null)[], sizes: Sizes): Verdict {
  return some(
    shapes.map((shape): Verdict => {
      if (shape === null) return null;
      const own = shape.length === sizes.length ? shape : shape.slice(1);
      return own.length === sizes.length && sizes.every((size, axis) => size === null || own[axis] === size);
    }),
  );
}

const kindsOf = ({ definition }: Subject): readonly string[] =>
  definition === null
    ? []
    : [definition.kind, definition.id, definition.family, definition.title, ...(definition.names ?? [])];

function nameFits(name: TextName, subject: Subject, { relation, value }: Comparison): Verdict {
  if (name === 'name') return textFits(relation, subject.name.toLowerCase() === value.text);
  if (name === 'kind')
    return textFits(
      relation,
      kindsOf(subject).some((kind) => kind.toLowerCase() === value.text),
    );
  if (value.sizes === null) return false;
  const verdict = sizesFit(name === 'shape' ? subject.outputs : subject.inputs, value.sizes);
  return relation === '=' ? verdict : relation === '!=' ? not(verdict) : false;
}

function comparisonFits(subject: Subject, comparison: Comparison, surroundings: Surroundings): Verdict {
  const name = comparison.name.toLowerCase();
  if (isTextName(name)) return nameFits(name, subject, comparison);
  const { definition, values } = subject;
  const read = measures[name];
  const field = definition === null ? undefined : fieldNamed(definition, name);
  if (field !== undefined && !comparison.value.isPercentage) {
    const value = values?.[field];
    return value === undefined ? null : valueFits(value, comparison.relation, comparison.value);
  }
  return read !== undefined && measureFits(read, subject, comparison, surroundings);
}

function wordFits(subject: Subject, { text, path, sizes }: Word, { isAt }: Surroundings): Verdict {
  if (path !== null && isAt(path)) return true;
  const { name, definition, outputs } = subject;
  const texts = [name, definition?.id ?? '', definition?.title ?? '', ...(definition?.names ?? [])];
  if (texts.some((own) => own.toLowerCase().includes(text)) || definition?.family === text) return true;
  return sizes === null ? false : sizesFit(outputs, sizes);
}

/** Whether an item fits a query; null where what is known of it does not say. */
export function fitsQuery(subject: Subject, query: Query, surroundings: Surroundings): boolean | null {
  switch (query.kind) {
    case 'all':
      return true;
    case 'and':
      return every(query.parts.map((part) => fitsQuery(subject, part, surroundings)));
    case 'or':
      return some(query.parts.map((part) => fitsQuery(subject, part, surroundings)));
    case 'not':
      return not(fitsQuery(subject, query.part, surroundings));
    case 'word':
      return wordFits(subject, query, surroundings);
    case 'comparison':
      return comparisonFits(subject, query, surroundings);
  }
}
