import { shortened } from '../../../src-core/document/in-sentence.ts';
import { nearestText } from '../../../src-core/document/nearest-names.ts';
import { fail, issue, issueAt, ok } from '../../../src-core/errors.ts';
import { ownTrials } from '../../../src-core/published/own-trials.ts';
import { trial, trialOf } from '../../../src-core/published/trial.ts';
import { trialCases } from '../../../src-core/published/trial-cases.ts';
import type { TrialText } from '../../../src-core/published/trial-text.ts';
import { printTrial } from '../../../src-core/published/trial-text.ts';
import type { Outcome } from '../answer.ts';
import { isBlockPath, openSubject } from '../designs.ts';
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
    ...(source === '' ? [] : ([['source', source]] as const)),
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

/** What is published of the own block in a file, each formula held. Issues: trial/none, and those of a formula that cannot be. */
async function heldOfFile(path: string): Promise<Outcome> {
  const subject = await openSubject(path);
  if (!subject.ok) return subject;
  if (subject.value.kind !== 'definition') return fail(issue('trial/none', {}, { block: shortened(path) }));
  const { definition } = subject.value;
  const held: TrialText[] = [];
  for (const { formula, case: read } of ownTrials(definition)) {
    if (!read.ok)
      return fail(...read.issues.map((one) => issueAt(one, { field: formula.title, ...one.where })));
    held.push(printTrial(trialOf(read.value)));
  }
  if (held.length === 0) return fail(issue('trial/none', {}, { block: definition.title }));
  return ok({ json: held as unknown as Json, text: held.map(textOf).join('\n') });
}

/**
 * A published formula held against our count; all that are on record where none is named, those of its block where a
 * `*.block.json` file is. Issues: trial/unknown, and as `heldOfFile`.
 */
export async function heldTrial(name: string | null): Promise<Outcome> {
  if (name === null) {
    const all = trialCases.map((one) => printTrial(trialOf(one)));
    return ok({ json: all as unknown as Json, text: all.map(textOf).join('\n') });
  }
  if (isBlockPath(name)) return heldOfFile(name);
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
