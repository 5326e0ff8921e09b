import type { Outcome } from '../answer.ts';
import { openSubject } from '../designs.ts';
import type { FormulaOptions } from '../formula-options.ts';
import { formulaOfDefinition } from './formula-of-definition.ts';
import { formulaOfDesign } from './formula-of-design.ts';

/** The formulas of a ready network, of an operator or block, one's own in a file too, or of the design in a file. */
export async function formula(name: string, options: FormulaOptions): Promise<Outcome> {
  const subject = await openSubject(name);
  if (!subject.ok) return subject;
  return subject.value.kind === 'definition'
    ? formulaOfDefinition(subject.value.definition, options)
    : formulaOfDesign(subject.value.named, options);
}
