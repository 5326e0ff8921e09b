import { unknownDefinition } from '../../src-core/analysis/item.ts';
import { catalogueOf } from '../../src-core/analysis/own-definitions.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, FieldValue, Variable } from '../../src-core/document/design.ts';
import { applyEdit, batch } from '../../src-core/document/edit.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import { faultOfValue } from '../../src-core/document/variable.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issueAt, ok } from '../../src-core/errors.ts';
import { editsOfGroup } from '../../src-core/language/group-edits.ts';
import type { NamedDesign } from './designs.ts';
import { inFile } from './designs.ts';
import { fieldValueOf, isUnreadable, settingsApart, unreadable } from './field-settings.ts';
import type { Setting } from './settings.ts';
import { unknownSetting, unknownTarget } from './settings.ts';
import { wholePattern } from './whole.ts';

const decimalPattern = /^[+-]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})(e[+-]?\d{1,4})?$/i;

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
  const data = { ...fault.data, value: text === '' ? 'nothing' : shortened(text) };
  return { ...fault, where, data } as Issue;
}

function setVariable(design: Design, setting: Setting): Design | Issue {
  const index = design.variables.findIndex(({ name }) => name === setting.name);
  const variable = design.variables[index];
  if (variable === undefined) {
    const known = design.variables.map(({ name }) => name);
    return unknownTarget(setting, known);
  }
  const changed = set(variable, setting.text);
  return 'severity' in changed ? changed : { ...design, variables: design.variables.with(index, changed) };
}

function setItemField(design: Design, setting: Setting): Design | Issue {
  const { item, name, target } = setting;
  const node = design.nodes.find(({ id }) => id === item);
  if (node === undefined) {
    const known = design.nodes.map(({ id }) => id);
    return unknownTarget(setting, known);
  }
  const known = catalogueOf(design, catalogue);
  const definition = known.definitionOf(node.definition);
  if (definition === undefined) {
    return unknownDefinition(node, known);
  }
  if (!Object.hasOwn(definition.fields, name)) {
    return unknownSetting(target, Object.keys(definition.fields), name);
  }
  const apart = settingsApart(definition.fields, setting);
  if ('severity' in apart) return issueAt(apart, { node: node.id, field: name });
  const changes: Record<string, FieldValue> = {};
  for (const each of apart) {
    const value = fieldValueOf(definition.fields[each.name]!, each.text);
    if (isUnreadable(value)) return unreadable(value, each.text, node.id, each.name);
    changes[each.name] = value;
  }
  const edited = applyEdit(design, batch(editsOfGroup(definition.fields, node, changes)));
  return edited.ok ? edited.value.design : edited.issues[0]!;
}

/**
 * Gives variables of a design, and fields of its items, new values. Whether a field's value lies inside its bounds is the
 * analysis' to say. Issues: set/unknown, set/unknown-item, document/variable-value, document/variable-option,
 * graph/unknown-definition,
 * field/axis-list, field/not-an-integer, field/not-a-toggle.
 */
export function applySettings(
  { name: file, design }: NamedDesign,
  settings: readonly Setting[],
): Result<Design> {
  let changed = design;
  const issues: Issue[] = [];
  for (const setting of settings) {
    const next = setting.item === null ? setVariable(changed, setting) : setItemField(changed, setting);
    if ('severity' in next) issues.push(next);
    else changed = next;
  }
  return issues.length > 0 ? fail(...inFile(file, issues)) : ok(changed);
}
