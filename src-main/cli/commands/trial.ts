import { shortened } from '../../../src-core/document/in-sentence.ts';
import { nearestText } from '../../../src-core/document/nearest-names.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { trial } from '../../../src-core/published/trial.ts';
import { trialCases } from '../../../src-core/published/trial-cases.ts';
import type { TrialText } from '../../../src-core/published/trial-text.ts';
import { printTrial } from '../../../src-core/published/trial-text.ts';
import type { Outcome } from '../answer.ts';
import type { Json } from '../json.ts';
import { pairs } from '../table.ts';

const at = (numbers: Readonly<Record<string, string>>): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

function textOf(found: TrialText): string {
  const { name, title, source, ours, printed, theirs, difference, condition, firstDisagreement } = found;
  return pairs([
    ['trial', `${title} (${name})`],
    ['source', source],
    ['printed', printed],
    ...(printed === theirs ? [] : ([['  closed', theirs]] as const)),
    ['ours', `${ours}${condition === null ? '' : `   where ${condition}`}`],
    ['difference', difference],
    [
      'first parting',
      firstDisagreement === null
        ? 'none'
        : `${at(firstDisagreement.at)}: ours ${firstDisagreement.ours}, theirs ${firstDisagreement.theirs}`,
    ],
    ['verdict', found.sentence],
  ]);
}

/** A published formula held against our count; all that are on record where none is named. Issue: trial/unknown. */
export function heldTrial(name: string | null): Outcome {
  if (name === null) {
    const all = trialCases.map((one) => printTrial(trial(one.name)!));
    return ok({ json: all as unknown as Json, text: all.map(textOf).join('\n') });
  }
  const found = trial(name);
  if (found === undefined) {
    const nearest = nearestText(
      name,
      trialCases.map((one) => one.name),
    );
    return fail(issue('trial/unknown', {}, { name: shortened(name), nearest }));
  }
  const printed = printTrial(found);
  return ok({ json: printed as unknown as Json, text: textOf(printed) });
}
