import { catalogue, definitions, networkOf } from '../../../src-core/catalogue.ts';
import type { Outcome } from '../answer.ts';
import { networkNames, openDesign } from '../designs.ts';
import type { FormulaOptions } from '../formula-options.ts';
import { formulaOfDefinition } from './formula-of-definition.ts';
import { formulaOfDesign } from './formula-of-design.ts';

/** The formulas of a ready network, of an operator or block, or of the design in a file. */
export async function formula(name: string, options: FormulaOptions): Promise<Outcome> {
  const definition = networkOf(name) === undefined ? catalogue.definitionOf(name) : undefined;
  if (definition !== undefined) return formulaOfDefinition(definition, options);
  const known = [...networkNames, ...definitions.map((other) => other.id)];
  const opened = await openDesign(name, known);
  return opened.ok ? formulaOfDesign(opened.value, options) : opened;
}
