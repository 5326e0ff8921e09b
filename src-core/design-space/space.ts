import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { symbolsOf } from '../algebra/expression.ts';
import type { Analysis } from '../analysis/analyzer.ts';
import { Analyzer } from '../analysis/analyzer.ts';
import { definitionFormulas } from '../analysis/formulas/definition-formulas.ts';
import { designFormulas, symbolicDesign } from '../analysis/formulas/design-formulas.ts';
import { uncountedAmong } from '../analysis/opaque-issue.ts';
import type { Design, Variable } from '../document/design.ts';
import { shortened } from '../document/in-sentence.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok, problemsOf } from '../errors.ts';
import { followedBy } from '../language/axes.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import type { Facts } from '../language/facts.ts';
import type { Field, Given, Value } from '../language/field.ts';
import { saidValues } from '../language/following.ts';
import type { Axis } from './axis.ts';
import { axisNumber, axisOfVariable } from './axis.ts';
import { graphNames } from './graph-names.ts';

/** Which count is held, compared or differentiated. */
const countNames = ['params', 'macs', 'activationBytes'] as const;
export type CountName = (typeof countNames)[number];

/** What a design or a block costs as a function of the integers that make it. */
export interface DesignSpace {
  readonly axes: readonly Axis[];
  /**
   * A count with axes at `numbers` and, where not named there, at their present values; `free` stays a symbol unless the
   * graph depends on it. Issues where the values or shapes do not fit.
   */
  count(of: CountName, numbers: ReadonlyMap<string, bigint>, free?: string): Result<Expr>;
  /** Whether one graph serves every value of the axis: a count that does not name it then does not depend on it. */
  keepsGraph(numbers: ReadonlyMap<string, bigint>, free: string): boolean;
}

/** A design with some of its variables at other values. */
function withNumbers(design: Design, axes: readonly Axis[], numbers: ReadonlyMap<string, bigint>): Design {
  const variables = design.variables.map((variable): Variable => {
    const number = numbers.get(variable.name);
    const axis = axes.find(({ name }) => name === variable.name);
    return number === undefined || axis === undefined || variable.kind === 'choice'
      ? variable
      : { ...variable, value: axisNumber(axis, number) };
  });
  return { ...design, variables };
}

/** Counts that were worked out are kept while a space is in use; more than these are forgotten all at once. */
const keptLimit = 4_096;

/** Works something out once for each set of numbers. */
function once<T>(work: (numbers: ReadonlyMap<string, bigint>, free: string) => T) {
  const kept = new Map<string, T>();
  return (numbers: ReadonlyMap<string, bigint>, free = ''): T => {
    const key = `${free} ${[...numbers].map(([name, number]) => `${name}=${number}`).join(' ')}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = work(numbers, free);
    if (kept.size >= keptLimit) kept.clear();
    kept.set(key, value);
    return value;
  };
}

/** The facts of the design, or of one of its items, whatever is wrong elsewhere. */
function factsIn({ totals, issues, items }: Analysis, item: string | null): Result<Facts> {
  const found = item === null ? { facts: totals, issues } : items.get(item);
  const inside = item === null ? [...items.values()] : [items.get(item)];
  const problems = [
    ...problemsOf(found?.issues ?? []),
    ...uncountedAmong(inside.map((each) => each?.expansion)),
  ];
  const facts = found?.facts ?? null;
  return facts === null || problems.length > 0 ? fail(...problems) : ok(facts);
}

/**
 * The integer variables of a design; its inputs keep their sizes.
 * @param item counts one item of the design instead of the whole
 * @param decimals takes decimal variables too, by their steps; every value of one is a graph of its own
 */
export function designSpace(
  design: Design,
  catalogue: Catalogue,
  { item = null, decimals = false }: { readonly item?: string | null; readonly decimals?: boolean } = {},
): DesignSpace {
  const axes = design.variables.flatMap((variable) => axisOfVariable(variable, decimals));
  const whole = new Set(axes.flatMap(({ name, step }) => (step === undefined ? [name] : [])));
  const analyzer = new Analyzer(catalogue);
  const names = design.variables.map(({ name }) => name);
  const shaping = graphNames(design, catalogue);
  const factsAt = once((numbers) => factsIn(analyzer.update(withNumbers(design, axes, numbers)), item));
  const symbolicAt = once((numbers, free) => {
    const bound = new Set(names.filter((name) => name !== free));
    return symbolicDesign(withNumbers(design, axes, numbers), catalogue, { bound, inputsBound: true });
  });
  return {
    axes,
    count(of, numbers, free) {
      if (free === undefined || !whole.has(free)) {
        const facts = factsAt(numbers);
        return facts.ok ? ok(facts.value[of]) : facts;
      }
      const symbolic = symbolicAt(numbers, free);
      if (item !== null) {
        const { facts = null, issues = [] } = symbolic.items.get(item) ?? {};
        return facts === null ? fail(...issues, issue('formula/none')) : ok(facts[of]);
      }
      const formulas = designFormulas(symbolic);
      return formulas.ok ? ok(formulas.value[of].exact) : formulas;
    },
    keepsGraph(numbers, free) {
      if (shaping.has(free) || !whole.has(free)) return false;
      const { held, heldFields } = symbolicAt(numbers, free);
      return held.length === 0 && heldFields.length === 0;
    },
  };
}

function axisOfField([name, field]: readonly [string, Field], bound: Given): Axis[] {
  if (field.kind !== 'dimension' && field.kind !== 'structural') return [];
  const value = (bound as Readonly<Record<string, bigint | number | undefined>>)[name] ?? field.default;
  return [{ name, value: BigInt(value), min: BigInt(field.min), max: BigInt(field.max) }];
}

/**
 * The integer fields of a definition on its own.
 * @param bound fields at other values than their defaults
 * @param sizes numbers for what no field names: H, W, C_in
 */
export function definitionSpace(
  definition: Definition,
  bound: Given = {},
  sizes: ReadonlyMap<string, bigint> = new Map(),
): DesignSpace {
  const { fields } = definition;
  const said = saidValues(fields, bound as Readonly<Record<string, Value>>);
  const axes = Object.entries(fields).flatMap((entry) =>
    followedBy(fields, entry[0]) === undefined || Object.hasOwn(said, entry[0])
      ? axisOfField(entry, bound)
      : [],
  );
  const formulasAt = once((numbers, free) => {
    const given: Record<string, unknown> = { ...said };
    for (const { name, value } of axes) {
      const number = numbers.get(name) ?? value;
      given[name] = definition.fields[name]?.kind === 'structural' ? Number(number) : number;
    }
    if (definition.fields[free]?.kind === 'dimension') delete given[free];
    return definitionFormulas(definition, { bound: given as Given });
  });
  return {
    axes,
    count(of, numbers, free) {
      const formulas = formulasAt(numbers, free);
      if (!formulas.ok) return formulas;
      const count = substitute(formulas.value[of].exact, new Map([...sizes, ...numbers]));
      const left = [...symbolsOf(count)].find((name) => name !== free);
      return left === undefined ? ok(count) : fail(issue('formula/needs-number', {}, { symbol: left }));
    },
    keepsGraph(numbers, free) {
      const formulas = formulasAt(numbers, free);
      const isHeld = formulas.ok && formulas.value.held.some(({ symbol }) => symbol === free);
      return definition.fields[free]?.kind === 'dimension' && formulas.ok && !isHeld;
    },
  };
}

/** The axis of that name. Issue: space/unknown. */
export function axisOf({ axes }: DesignSpace, name: string): Result<Axis> {
  const axis = axes.find((one) => one.name === name);
  if (axis !== undefined) return ok(axis);
  const nearest = nearestText(
    name,
    axes.map((one) => one.name),
  );
  return fail(issue('space/unknown', {}, { name: shortened(name), nearest }));
}
