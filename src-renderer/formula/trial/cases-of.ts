import type { Issue } from '../../../src-core/errors.ts';
import type { Definition } from '../../../src-core/language/definition.ts';
import type { Given } from '../../../src-core/language/field.ts';
import { ownTrials } from '../../../src-core/published/own-trials.ts';
import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { definitionOnTrial, trialCases } from '../../../src-core/published/trial-cases.ts';

const byDefinition = new Map<string, readonly TrialCase[]>();
for (const one of trialCases) {
  const definition = definitionOnTrial(one);
  byDefinition.set(definition, [...(byDefinition.get(definition) ?? []), one]);
}

const none: readonly TrialCase[] = [];

/** The published formulas that speak of a built-in definition; the same list each time. */
export const casesOf = (definition: string | undefined): readonly TrialCase[] =>
  byDefinition.get(definition ?? '') ?? none;

/** Whether sources print formulas of a definition, built in or a person's own. */
export const isOnTrial = (definition: Definition | null | undefined): boolean =>
  casesOf(definition?.id).length > 0 ||
  (definition?.kind === 'block' && (definition.published?.length ?? 0) > 0);

/** A formula that a person stated and that cannot be held. */
interface Unheld {
  readonly name: string;
  readonly title: string;
  readonly issue: Issue;
}

/**
 * The formulas of a definition that can be held against our counts, and those that cannot.
 * @param given its values as it is used, which those of an own block that are no sizes are numbers of
 */
export function formulasOnTrial(
  definition: Definition | null | undefined,
  given: Given | undefined,
): { readonly cases: readonly TrialCase[]; readonly unheld: readonly Unheld[] } {
  const builtIn = casesOf(definition?.id);
  if (definition == null || builtIn.length > 0) return { cases: builtIn, unheld: [] };
  const own = ownTrials(definition, given);
  return {
    cases: own.flatMap((one) => (one.case.ok ? [one.case.value] : [])),
    unheld: own.flatMap(({ name, formula: { title }, case: read }) => {
      const [issue] = read.ok ? [] : read.issues;
      return issue === undefined ? [] : [{ name, title, issue }];
    }),
  };
}
