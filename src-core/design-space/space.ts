import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { symbolsOf } from '../algebra/expression.ts';
import { analyze } from '../analysis/analyzer.ts';
import { definitionFormulas } from '../analysis/definition-formulas.ts';
import { designFormulas, symbolicDesign } from '../analysis/design-formulas.ts';
import type { Design, Variable } from '../document/design.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import type { Field, Given } from '../language/field.ts';

/** Which count is held, compared or differentiated. */
export const countNames = ['params', 'macs', 'activationBytes'] as const;
export type CountName = (typeof countNames)[number];

/** An integer that can be varied, with its present value and its bounds. */
export interface Axis {
  readonly name: string;
  readonly value: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

/** What a design or a block costs as a function of the integers that make it. */
export interface DesignSpace {
  readonly axes: readonly Axis[];
  /**
   * A count with axes at `numbers` and, where not named there, at their present values; `free` stays a symbol unless the
   * graph depends on it. Issues where the values or shapes do not fit.
   */
  count(of: CountName, numbers: ReadonlyMap<string, bigint>, free?: string): Result<Expr>;
}

const axisOfVariable = (variable: Variable): Axis[] =>
  variable.kind === 'integer'
    ? [
        {
          name: variable.name,
          value: BigInt(variable.value),
          min: BigInt(variable.min),
          max: BigInt(variable.max),
        },
      ]
    : [];

/** A design with some of its integer variables at other values. */
export function withNumbers(design: Design, numbers: ReadonlyMap<string, bigint>): Design {
  const variables = design.variables.map((variable): Variable => {
    const number = numbers.get(variable.name);
    return number === undefined || variable.kind === 'choice'
      ? variable
      : { ...variable, value: Number(number) };
  });
  return { ...design, variables };
}

/** The integer variables of a design; its inputs keep their sizes. */
export function designSpace(design: Design, catalogue: Catalogue): DesignSpace {
  return {
    axes: design.variables.flatMap(axisOfVariable),
    count(of, numbers, free) {
      const moved = withNumbers(design, numbers);
      if (free === undefined) {
        const { totals, issues } = analyze(moved, catalogue);
        const problems = issues.filter(({ severity }) => severity === 'problem');
        if (totals === null || problems.length > 0) return fail(...problems);
        return ok(totals[of]);
      }
      const names = design.variables.map(({ name }) => name).filter((name) => name !== free);
      const symbolic = symbolicDesign(moved, catalogue, { bound: new Set(names), inputsBound: true });
      const formulas = designFormulas(symbolic);
      return formulas.ok ? ok(formulas.value[of].exact) : formulas;
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
  const axes = Object.entries(definition.fields).flatMap((entry) => axisOfField(entry, bound));
  return {
    axes,
    count(of, numbers, free) {
      const given: Record<string, unknown> = { ...bound };
      for (const { name, value } of axes) {
        const number = numbers.get(name) ?? value;
        given[name] = definition.fields[name]?.kind === 'structural' ? Number(number) : number;
      }
      if (free !== undefined && definition.fields[free]?.kind === 'dimension') delete given[free];
      const formulas = definitionFormulas(definition, { bound: given as Given });
      if (!formulas.ok) return formulas;
      const count = substitute(formulas.value[of].exact, new Map([...sizes, ...numbers]));
      const left = [...symbolsOf(count)].find((name) => name !== free);
      return left === undefined ? ok(count) : fail(issue('formula/needs-number', {}, { symbol: left }));
    },
  };
}

/** The axis of that name. Issue: space/unknown. */
export function axisOf({ axes }: DesignSpace, name: string): Result<Axis> {
  const axis = axes.find((one) => one.name === name);
  if (axis !== undefined) return ok(axis);
  const known = axes.map((one) => one.name).join(', ') || 'none';
  return fail(issue('space/unknown', {}, { name: name.slice(0, 64), known }));
}
