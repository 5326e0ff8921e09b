import type { Design, Variable } from '../../src-core/document/design.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import { faultOfValue } from '../../src-core/document/variable.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { NamedDesign } from './designs.ts';
import { inFile } from './designs.ts';

/** One `--set name=value`. */
export interface Setting {
  readonly name: string;
  readonly text: string;
}

/** Reads the `--set` options in their order. Issue: set/malformed. */
export function readSettings(texts: readonly string[]): Result<readonly Setting[]> {
  const settings: Setting[] = [];
  for (const text of texts) {
    const at = text.indexOf('=');
    const name = text.slice(0, at).trim();
    if (at < 1 || name === '') return fail(issue('set/malformed', {}, { value: shortened(text) }));
    settings.push({ name, text: text.slice(at + 1).trim() });
  }
  return ok(settings);
}

const wholePattern = /^[+-]?\d{1,400}$/;
const decimalPattern = /^[+-]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})(e[+-]?\d{1,4})?$/i;

/** A whole number, exactly; null where the text is none. */
export const readWhole = (text: string): bigint | null =>
  wholePattern.test(text) ? BigInt(text.replace('+', '')) : null;

function readValue(variable: Variable, text: string): number | string {
  if (variable.kind === 'choice') return text;
  const pattern = variable.kind === 'integer' ? wholePattern : decimalPattern;
  return pattern.test(text) ? Number(text) : Number.NaN;
}

/** The variable with its new value, or why it cannot have it; the sentence shows the text that was given. */
function set(variable: Variable, text: string): Variable | Issue {
  const value = readValue(variable, text);
  const fault = faultOfValue(variable, value);
  if (fault === null) return { ...variable, value } as Variable;
  const where = { field: variable.name };
  return issue(fault.code, where, { ...fault.data, value: text === '' ? 'nothing' : shortened(text) });
}

export const unknownSetting = (name: string, known: readonly string[]): Issue =>
  issue('set/unknown', {}, { name: shortened(name), known: known.join(', ') || 'none' });

/** Gives variables of a design new values. Issues: set/unknown, document/variable-value. */
export function applySettings(
  { name: file, design }: NamedDesign,
  settings: readonly Setting[],
): Result<Design> {
  const variables = [...design.variables];
  const issues: Issue[] = [];
  for (const { name, text } of settings) {
    const index = variables.findIndex((variable) => variable.name === name);
    const variable = variables[index];
    if (variable === undefined) {
      const known = design.variables.map((other) => other.name);
      issues.push(unknownSetting(name, known));
      continue;
    }
    const changed = set(variable, text);
    if ('severity' in changed) issues.push(changed);
    else variables[index] = changed;
  }
  if (issues.length > 0) return fail(...inFile(file, issues));
  return ok(settings.length === 0 ? design : { ...design, variables });
}
