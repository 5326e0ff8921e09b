import type { Outcome } from '../answer.ts';
import { definitionNamed, openDesign, subjectNames } from '../designs.ts';
import type { FormulaOptions } from '../formula-options.ts';
import { formulaOfDefinition } from './formula-of-definition.ts';
import { formulaOfDesign } from './formula-of-design.ts';

/** The formulas of a ready network, of an operator or block, or of the design in a file. */
export async function formula(name: string, options: FormulaOptions): Promise<Outcome> {
  const definition = definitionNamed(name);
  if (definition !== undefined) return formulaOfDefinition(definition, options);
  const opened = await openDesign(name, subjectNames);
  return opened.ok ? formulaOfDesign(opened.value, options) : opened;
}
