import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { definitionOnTrial, trialCases } from '../../../src-core/published/trial-cases.ts';

const byDefinition = new Map<string, readonly TrialCase[]>();
for (const one of trialCases) {
  const definition = definitionOnTrial(one);
  byDefinition.set(definition, [...(byDefinition.get(definition) ?? []), one]);
}

const none: readonly TrialCase[] = [];

/** The published formulas that speak of a definition; the same list each time. */
export const casesOf = (definition: string | undefined): readonly TrialCase[] =>
  byDefinition.get(definition ?? '') ?? none;
