/** Pieces of a page written in Markdown. */

/** A count with commas between its thousands. */
export const grouped = (count: bigint | number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

export const code = (text: string): string => `\`${text}\``;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** One line of a table from the text of its cells. */
const tableLine = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** The lines of a table, an empty one after it; columns named in `right` are set to the right. */
export const table = (
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<string> = new Set(),
): string[] => [
  tableLine(titles),
  tableLine(titles.map((title) => (right.has(title) ? '---:' : '---'))),
  ...rows.map(tableLine),
  '',
];

/** The first line of a page that is written as a whole from `source`. */
export const generatedLine = (source: string): string =>
  `<!-- Generated from ${source} by \`npm run docs\`: edit there, not here. -->`;
