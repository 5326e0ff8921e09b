import { substitute } from '../../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../../src-core/algebra/expression.ts';
import { div, isInteger, sub, symbol, symbolsOf } from '../../../src-core/algebra/expression.ts';
import { seriesOf } from '../../../src-core/analysis/formulas/series-formulas.ts';
import type { Definition } from '../../../src-core/language/definition.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import type { Value } from '../../../src-core/language/field.ts';
import type { Trial, TrialPoint } from '../../../src-core/published/trial.ts';
import { trialAt } from '../../../src-core/published/trial.ts';
import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { definitionOnTrial } from '../../../src-core/published/trial-cases.ts';

/** A block as it is, in the symbols of a source. */
export interface PresentTrial {
  /** The number of groups; null where the block does not say it, and where the case has none. */
  readonly count: bigint | null;
  /** All symbols of the source; null where the block has no number for one of them. */
  readonly numbers: ReadonlyMap<string, bigint> | null;
  /** Both sides there, ours counted in the block as it is set. */
  readonly point: TrialPoint | null;
  readonly rules: readonly string[];
}

/** Choices of the block that a case leaves open. */
function openChoices({ subject }: TrialCase, { definition, values }: Expansion): readonly [string, Value][] {
  const bound = 'bound' in subject ? subject.bound : {};
  return Object.entries(definition.fields).flatMap(([name, field]): [string, Value][] =>
    field.kind === 'choice' && !Object.hasOwn(bound, name)
      ? [[name, (values as Record<string, Value>)[name]!]]
      : [],
  );
}

const counters = new WeakMap<Definition, string>();

/** The field that counts the groups of a block; empty where no count has a form in it. */
function counterOf(definition: Definition): string {
  let field = counters.get(definition);
  if (field === undefined) {
    const found = seriesOf(definition, { bound: {} });
    field = found.ok ? found.value.series.count : '';
    counters.set(definition, field);
  }
  return field;
}

/** The present number of groups; null where the block has no such number. */
export function presentCount({ definition, values }: Expansion): bigint | null {
  const count = (values as Record<string, Value>)[counterOf(definition)];
  return typeof count === 'number' ? BigInt(count) : null;
}

/** How the block rounds, as `carry = floor`: rules that its count rests on and no source mentions. */
export const rulesOf = (one: TrialCase, expansion: Expansion): readonly string[] =>
  'bound' in one.subject
    ? openChoices(one, expansion).map(([name, value]) => `${name} = ${String(value)}`)
    : [];

/** The size of an input that a definition calls by that name, such as C_in; undefined where it calls none so. */
function sizeOfInput({ definition, values, inputs }: Expansion, name: string): Expr | undefined {
  const shapes = definition.symbolicInputs?.(values, (free) => symbol(free)) ?? [];
  for (const [input, shape] of shapes.entries())
    for (const [axis, size] of shape.entries())
      if (sub(size, symbol(name)) === 0n) return inputs[input]?.[axis];
  return undefined;
}

/** The numbers of a source's symbols, each read off a field that is that symbol, or that symbol times known ones. */
function numbersOf(
  one: TrialCase,
  expansion: Expansion,
  count: bigint | null,
): ReadonlyMap<string, bigint> | null {
  const { subject } = one;
  const values = expansion.values as Record<string, Value>;
  const written: readonly (readonly [string, Expr])[] =
    'symbols' in subject ? Object.entries(subject.symbols) : ownSymbols(subject.formula, one.count?.name);
  const numbers = new Map<string, bigint>(
    one.count === null || count === null ? [] : [[one.count.name, count]],
  );
  for (const [field, e] of written) {
    const given = values[field] ?? sizeOfInput(expansion, field);
    const now = (typeof given === 'number' ? BigInt(given) : given) as Expr | undefined;
    if (now === undefined || !isInteger(now)) return null;
    const left = substitute(e, numbers);
    const [name, other] = symbolsOf(left);
    if (name === undefined) {
      if (left !== now) return null;
      continue;
    }
    if (other !== undefined) return null;
    const factor = substitute(left, new Map([[name, 1n]]));
    if (factor === 0n || substitute(left, new Map([[name, 0n]])) !== 0n) return null;
    const value = div(now, factor);
    if (!isInteger(value)) return null;
    numbers.set(name, value);
  }
  return numbers;
}

/** A formula that is itself on trial is in the fields of its block. */
const ownSymbols = (formula: Expr, count: string | undefined): readonly (readonly [string, Expr])[] =>
  [...symbolsOf(formula)].filter((name) => name !== count).map((name) => [name, symbol(name)] as const);

/** Holds a trial at the numbers of a block. */
export function presentTrial({ case: one }: Trial, expansion: Expansion): PresentTrial {
  const none: PresentTrial = { count: null, numbers: null, point: null, rules: [] };
  if (expansion.definition.id !== definitionOnTrial(one)) return none;
  const count = one.count === null ? null : presentCount(expansion);
  const choices = openChoices(one, expansion);
  const rules = rulesOf(one, expansion);
  const groups = one.count;
  const isTried =
    groups === null || (count !== null && count >= BigInt(groups.from) && count <= BigInt(groups.to));
  if (!isTried) return { ...none, count, rules };
  const numbers = numbersOf(one, expansion, count);
  if (numbers === null) return { ...none, count, rules };
  const { subject } = one;
  const set =
    'bound' in subject
      ? { ...one, subject: { ...subject, bound: { ...subject.bound, ...Object.fromEntries(choices) } } }
      : one;
  return { count, numbers, point: trialAt({ case: set }, numbers), rules };
}
