import { shortened } from '../../src-core/document/in-sentence.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Field, Given, Value } from '../../src-core/language/field.ts';
import type { Setting } from './settings.ts';
import { readWhole, unknownSetting } from './settings.ts';

const toggles: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['false', false],
  ['off', false],
]);

interface Unreadable {
  readonly code: 'field/not-an-integer' | 'field/not-a-toggle';
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
    case 'toggle':
      return toggles.get(text) ?? { code: 'field/not-a-toggle' };
    case 'choice':
      return text;
  }
}

/**
 * Values for the fields of a definition on its own. Whether they lie inside the bounds is the definition's to say.
 * Issues: set/unknown, field/not-an-integer, field/not-a-toggle.
 */
export function fieldSettings(definition: Definition, settings: readonly Setting[]): Result<Given> {
  const given: Record<string, Value> = {};
  const issues: Issue[] = [];
  for (const { name, text } of settings) {
    if (!Object.hasOwn(definition.fields, name)) {
      issues.push(unknownSetting(name, Object.keys(definition.fields)));
      continue;
    }
    const value = readValue(definition.fields[name]!, text);
    if (typeof value === 'object' && 'code' in value) {
      const shown = text === '' ? 'nothing' : shortened(text);
      issues.push(issue(value.code, { node: definition.id, field: name }, { value: shown }));
    } else {
      given[name] = value;
    }
  }
  return issues.length === 0 ? ok(given as Given) : fail(...issues);
}
