import { decimalNumber } from '../../src-core/document/decimal.ts';
import type { FieldValue, ListEntry } from '../../src-core/document/design.ts';
import { parseExpression } from '../../src-core/document/expression-parser.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, issueAt, ok } from '../../src-core/errors.ts';
import { groupOf, isZeroLeftOut, listLengths } from '../../src-core/language/axes.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Field, Fields, Given, Value } from '../../src-core/language/field.ts';
import type { Setting } from './settings.ts';
import { unknownSetting } from './settings.ts';
import { readWhole } from './whole.ts';

const toggles: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['false', false],
  ['off', false],
]);

interface Unreadable {
  readonly code: 'field/not-an-integer' | 'field/not-a-number' | 'field/not-a-toggle';
}

/**
 * Takes `stride=2,3` apart: a list for a number along each axis sets a field with each entry. An expression is one value,
 * commas and all. Issue: field/axis-list.
 */
export function settingsApart(fields: Fields, setting: Setting): readonly Setting[] | Issue {
  const { name, text } = setting;
  const entries = text.split(',');
  const group = groupOf(fields, name);
  const lengths = listLengths(group.length);
  if (entries.length === 1 || lengths.length === 0 || parseExpression(text).ok) return [setting];
  if (!lengths.includes(entries.length)) {
    return issue('field/axis-list', {}, { counts: lengths.join(' or '), count: entries.length });
  }
  return entries.map((entry, index) => ({ ...setting, name: group[index]!, text: entry.trim() }));
}

/** The value that a text means for a field of this kind, or the code of what is wrong with it. */
function readValue(field: Field, text: string): Value | Unreadable {
  switch (field.kind) {
    case 'dimension':
      return readWhole(text) ?? { code: 'field/not-an-integer' };
    case 'structural': {
      const value = readWhole(text);
      return value === null ? { code: 'field/not-an-integer' } : Number(value);
    }
    case 'dimensions': {
      const entries = text.split(',').map((entry) => readWhole(entry.trim()));
      return entries.includes(null) ? { code: 'field/not-an-integer' } : (entries as bigint[]);
    }
    case 'real':
      return decimalNumber(text) ?? { code: 'field/not-a-number' };
    case 'reals': {
      const entries = text.split(',').map((entry) => decimalNumber(entry.trim()));
      return entries.includes(null) ? { code: 'field/not-a-number' } : (entries as number[]);
    }
    case 'toggle':
      return toggles.get(text) ?? { code: 'field/not-a-toggle' };
    case 'choice':
    case 'text':
      return text;
  }
}

export const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === 'object' && value !== null && 'code' in value;

/** The issue about a text that is no value of a field. */
export const unreadable = ({ code }: Unreadable, text: string, node: string, field: string): Issue =>
  issue(code, { node, field }, { value: text === '' ? 'nothing' : shortened(text) });

const wholeNumber = (text: string): number | null => {
  const whole = readWhole(text);
  return whole === null ? null : Number(whole);
};

/** A number as `read` takes it, or an expression over variables and fields; null where the text is neither. */
function entryOf(text: string, read = wholeNumber): ListEntry | null {
  const number = read(text);
  if (number !== null) return number;
  return parseExpression(text).ok ? { expression: text } : null;
}

/** The saved value that a text means for a field of an item, or the code of what is wrong with it. */
export function fieldValueOf(field: Field, text: string): FieldValue | Unreadable {
  switch (field.kind) {
    case 'dimension':
    case 'structural':
      return entryOf(text) ?? { code: 'field/not-an-integer' };
    case 'dimensions': {
      const entries = text.split(',').map((entry) => entryOf(entry.trim()));
      return entries.includes(null) ? { code: 'field/not-an-integer' } : (entries as ListEntry[]);
    }
    case 'real':
      return entryOf(text, decimalNumber) ?? { code: 'field/not-a-number' };
    case 'reals': {
      const entries = text.split(',').map((entry) => entryOf(entry.trim(), decimalNumber));
      return entries.includes(null) ? { code: 'field/not-a-number' } : (entries as ListEntry[]);
    }
    case 'toggle':
      return toggles.get(text) ?? { code: 'field/not-a-toggle' };
    case 'choice':
    case 'text':
      return text;
  }
}

/**
 * Values for the fields of a definition on its own. Whether they lie inside the bounds is the definition's to say.
 * Issues: set/unknown, field/axis-list, field/not-an-integer, field/not-a-number, field/not-a-toggle.
 */
export function fieldSettings(definition: Definition, settings: readonly Setting[]): Result<Given> {
  const given: Record<string, Value> = {};
  const issues: Issue[] = [];
  const said = settings.flatMap((setting): readonly Setting[] => {
    const apart = settingsApart(definition.fields, setting);
    if (!('severity' in apart)) return apart;
    issues.push(issueAt(apart, { node: definition.id, field: setting.name }));
    return [];
  });
  for (const { item, name, text, target } of said) {
    if (item === null && isZeroLeftOut(definition.fields, name) && readWhole(text) === 0n) {
      delete given[name];
      continue;
    }
    if (item !== null || !Object.hasOwn(definition.fields, name)) {
      issues.push(unknownSetting(target, Object.keys(definition.fields)));
      continue;
    }
    const value = readValue(definition.fields[name]!, text);
    if (isUnreadable(value)) issues.push(unreadable(value, text, definition.id, name));
    else given[name] = value;
  }
  return issues.length === 0 ? ok(given as Given) : fail(...issues);
}
