/** Texts, names that a person chose among them, as cells of tables that are taken to another program. */

/** A text in Markdown: characters that would end a cell, start markup or begin an element or an entity get a backslash. */
export const markdownText = (text: string): string =>
  text.replaceAll(/[\\|`*_[\]~]|<(?=[a-z/!?])|&(?=#?\w+;)/gi, '\\$&');

const plainNumber = /^[-+]?[\d.]+%?$/;

/**
 * A text as a field of CSV. A program that opens the file must not take it for a formula: one that begins like one gets an
 * apostrophe.
 */
export function csvText(text: string): string {
  const safe = !plainNumber.test(text) && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
