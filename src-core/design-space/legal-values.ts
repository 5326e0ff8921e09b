import { Analyzer } from '../analysis/analyzer.ts';
import { catalogueOf } from '../analysis/own-definitions.ts';
import type { Design, Variable } from '../document/design.ts';
import { problemsOf } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Field } from '../language/field.ts';
import { usualStep } from './axis.ts';

/** Values from the least to the greatest, so far apart. */
export interface LegalRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** The fields that are this variable and nothing else. */
const fieldsOf = (design: Design, { name }: Variable, catalogue: Catalogue): readonly Field[] =>
  design.nodes.flatMap(({ definition, fields }) =>
    Object.entries(fields).flatMap(([field, value]) => {
      const isVariable =
        typeof value === 'object' && 'expression' in value && value.expression.trim() === name;
      return (isVariable && catalogueOf(design, catalogue).definitionOf(definition)?.fields[field]) || [];
    }),
  );

/** The whole numbers that a variable and every field that is this variable take; odd ones alone where a field is odd. */
function wholeRange(variable: Extract<Variable, { kind: 'integer' }>, fields: readonly Field[]): LegalRange {
  let { min: from, max: to } = variable;
  let step = 1;
  for (const field of fields) {
    if (field.kind !== 'dimension' && field.kind !== 'structural') continue;
    from = Math.max(from, field.min);
    to = Math.min(to, field.max);
    if (field.kind === 'dimension' && field.odd === true) step = 2;
  }
  if (step === 2 && from % 2 === 0) from += 1;
  if (step === 2 && to % 2 === 0) to -= 1;
  return { from, to, step };
}

/** The options at which the design has no problems. */
function soundOptions(
  design: Design,
  variable: Extract<Variable, { kind: 'choice' }>,
  catalogue: Catalogue,
): readonly string[] {
  const analyzer = new Analyzer(catalogue);
  return variable.options.filter((value) => {
    const variables = design.variables.map((other) => (other === variable ? { ...variable, value } : other));
    return problemsOf(analyzer.update({ ...design, variables }).issues).length === 0;
  });
}

/**
 * What a variable may be, the other variables at their present values: the options at which the design is sound; for a number
 * its bounds, narrowed by those of the fields it stands for. A number between them can still be unsound, as where it has to
 * be a multiple of another.
 */
export function legalValues(
  design: Design,
  variable: Variable,
  catalogue: Catalogue,
): LegalRange | readonly string[] {
  if (variable.kind === 'choice') return soundOptions(design, variable, catalogue);
  if (variable.kind === 'integer') return wholeRange(variable, fieldsOf(design, variable, catalogue));
  return { from: variable.min, to: variable.max, step: variable.step ?? usualStep };
}
