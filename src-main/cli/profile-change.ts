import { stat } from 'node:fs/promises';
import * as v from 'valibot';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { integerText, unknown } from '../../src-core/format.ts';
import type { ItemChange, ItemVerdict, ProfileChange } from '../../src-core/results/compare-profiles.ts';
import { falseDiscoveries } from '../../src-core/results/compare-profiles.ts';
import { changeText } from '../../src-core/results/compare-results.ts';
import type { KeptProfile } from '../../src-core/results/kept-profile.ts';
import { keptProfileSchema } from '../../src-core/results/kept-profile.ts';
import { readText } from '../files/read.ts';
import { saidOf, shortId } from './change-said.ts';
import type { Io } from './io.ts';
import type { Json } from './json.ts';
import { msText } from './quantity.ts';
import { table } from './table.ts';

/** What `profile --json` printed; more is no profile. In bytes. */
const longestFile = 64 * 1024 * 1024;

const answerSchema = v.object({ kept: keptProfileSchema });

async function profileIn(file: string): Promise<Result<KeptProfile>> {
  const text = await readText(file, longestFile);
  if (!text.ok) return text;
  try {
    const parsed = v.safeParse(answerSchema, JSON.parse(text.value));
    if (parsed.success) return ok(parsed.output.kept);
  } catch {
    // It is no JSON at all.
  }
  return fail(issue('results/no-profile-inside', { file }));
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/**
 * A profile that others are held against. Issues: results/unknown, results/no-profile-inside, those of reading a file.
 * @param named a file that `profile --json` was written to, or the first 8 digits or more of the id of a result
 */
export async function namedProfile(io: Io, named: string): Promise<Result<KeptProfile>> {
  if (await isFile(named)) return profileIn(named);
  const ids = await io.results.profiles.ids();
  const found = ids.filter((id) => id.startsWith(named));
  if (named.length >= shortId && found.length === 1) return io.results.profiles.read(found[0]!);
  const nearest = nearestText(
    named,
    ids.map((id) => id.slice(0, shortId)),
  );
  return fail(issue('results/unknown', {}, { id: named.slice(0, 32), nearest }));
}

const words: Readonly<Record<ItemVerdict, string>> = {
  slower: 'slower',
  faster: 'faster',
  alike: 'no difference seen',
  unknown: 'cannot be told',
  new: 'new',
  gone: 'gone',
};

const shownItems = 25;

const signed = (ms: number): string => `${ms < 0 ? '-' : '+'}${msText(Math.abs(ms))}`;

const timeText = (ms: number | null): string => (ms === null ? unknown : msText(ms));

function row({ path, before, after, difference, ratio, interval, verdict }: ItemChange): string[] {
  const known = ratio !== null && interval !== null;
  return [
    path,
    timeText(before),
    timeText(after),
    signed(difference),
    known ? changeText({ ratio, interval }) : unknown,
    words[verdict],
  ];
}

/** What changed, for people: the leaf items whose times changed most. */
export function profileChangeText(change: ProfileChange, against: KeptProfile): string {
  const { whole, otherSplit } = change;
  const leaves = change.items.filter(({ isLeaf }) => isLeaf);
  const rest = leaves.length - shownItems;
  const head =
    whole === null
      ? `against ${against.result.id.slice(0, shortId)}`
      : `against ${against.result.id.slice(0, shortId)}: ${changeText(whole)}, ${saidOf(whole)}`;
  const rows = leaves.slice(0, shownItems).map(row);
  return [
    `${head}\n`,
    otherSplit ? 'The time of shared kernels was split by another rule: items cannot be compared.\n' : '',
    table(
      [
        { title: 'ITEM' },
        { title: 'BEFORE', right: true },
        { title: 'NOW', right: true },
        { title: 'DIFFERENCE', right: true },
        { title: 'RATIO' },
        { title: '' },
      ],
      rows,
    ),
    rest > 0 ? `and ${integerText(rest)} more that changed less\n` : '',
    `Slower and faster: of these, ${100 * falseDiscoveries}% are expected to be so by chance (Benjamini and Hochberg).\n`,
  ].join('');
}

export const profileChangeJson = ({ whole, otherSplit, items }: ProfileChange, against: KeptProfile) => ({
  against: against.result.id,
  whole: whole === null ? null : { ...whole },
  otherSplit,
  items: items.map((item) => ({ ...item })),
});

/** What `profile --json` says of a profile so that it can be named later. */
export const keptJson = ({ result, split, items }: KeptProfile): Json => ({
  result: { ...result, profile: result.profile && { ...result.profile } },
  split,
  items: items.map((item) => ({ ...item })),
});
