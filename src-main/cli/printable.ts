import type { Issue } from '../../src-core/errors.ts';
import { describe } from '../../src-core/errors.ts';

/** Characters that move the cursor, colour the terminal or turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to show
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const longest = 1000;

/** A text from a file, or its name, as one line that a terminal shows as it is: an escape character reads \u001b, a line break is a space. */
export const printable = (text: string): string =>
  text.replaceAll(/[\t\n\r]+/g, ' ').replaceAll(unprintable, escaped);

/** An issue as one line for stderr. */
function issueLine(issue: Issue): string {
  const line = printable(describe(issue));
  return `${line.length > longest ? `${line.slice(0, longest)}…` : line}\n`;
}

/** So many sentences are read; the rest is counted. */
const shown = 20;

export function issueLines(issues: readonly Issue[]): string {
  const lines = issues.slice(0, shown).map(issueLine);
  const left = issues.length - shown;
  return lines.join('') + (left > 0 ? `and ${left} more\n` : '');
}
