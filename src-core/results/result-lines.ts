import * as v from 'valibot';
import type { StoredResult } from './result.ts';
import { longestLine, resultId, resultSchema } from './result.ts';

/**
 * Results as text: one JSON object on each line, in any order. A line that only names an id says that its result was deleted,
 * and that holds whatever other file the lines are merged with.
 */

const idSchema = v.object({ id: resultId });
const deletedSchema = v.strictObject({ id: resultId, deleted: v.literal(true) });

export const resultLine = (result: StoredResult): string => JSON.stringify(result);
export const deletedLine = (id: string): string => JSON.stringify({ id, deleted: true });

function parsed(line: string): unknown {
  if (line.length > longestLine) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** What a line is about; null for one that was torn, or is no result at all. */
function idOf(line: string): string | null {
  const named = v.safeParse(idSchema, parsed(line));
  return named.success ? named.output.id : null;
}

const isDeleted = (line: string): boolean => v.is(deletedSchema, parsed(line));

/** Of two lines about one id the same is taken, whichever came first: that it was deleted, else the smaller text. */
function prevailing(one: string, other: string): string {
  if (isDeleted(one)) return one;
  if (isDeleted(other)) return other;
  return one < other ? one : other;
}

/** Lines by id, of any number of texts; what is no line of a result is left out. Their order changes nothing. */
export function mergedLines(...texts: readonly string[]): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const id = idOf(line);
    if (id === null) continue;
    const before = lines.get(id);
    lines.set(id, before === undefined ? line : prevailing(before, line));
  }
  return lines;
}

/** The text of lines, sorted by id so that equal sets are equal bytes. */
export const textOfLines = (lines: ReadonlyMap<string, string>): string =>
  [...lines]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, line]) => `${line}\n`)
    .join('');

/** The results that this version can read, the newest first. */
export function resultsOf(lines: ReadonlyMap<string, string>): readonly StoredResult[] {
  const results = [...lines.values()].flatMap((line) => {
    const read = v.safeParse(resultSchema, parsed(line));
    return read.success ? [read.output] : [];
  });
  return results.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}

/**
 * The lines that fit: the newest results, then what says that others were deleted. What a newer version wrote counts by its
 * date as well.
 * @param most characters
 */
export function fittingLines(lines: ReadonlyMap<string, string>, most: number): ReadonlyMap<string, string> {
  const dated = [...lines].map(([id, line]) => {
    const { at } = parsed(line) as { readonly at?: unknown };
    return { id, line, at: typeof at === 'string' ? at : '' };
  });
  dated.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
  const kept = new Map<string, string>();
  let length = 0;
  for (const { id, line } of dated) {
    length += line.length + 1;
    if (length > most) break;
    kept.set(id, line);
  }
  return kept;
}
