import type { Issue } from '../../src-core/errors.ts';
import { describe } from '../../src-core/errors.ts';

/**
 * Characters that move the cursor, colour the terminal, turn the direction of writing or cannot be seen. The joiners
 * U+200C and U+200D stay, as scripts and signs are written with them.
 */
const unprintable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => {
  const point = (character.codePointAt(0) as number).toString(16);
  return point.length > 4 ? `\\u{${point}}` : `\\u${point.padStart(4, '0')}`;
};

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
