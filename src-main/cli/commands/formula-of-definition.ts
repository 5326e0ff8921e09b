import type { DefinitionFormulaOptions } from '../../../src-core/analysis/definition-formulas.ts';
import { definitionFormulas } from '../../../src-core/analysis/definition-formulas.ts';
import type { ItemFormulas } from '../../../src-core/analysis/item-formulas.ts';
import { shortened } from '../../../src-core/document/shown.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { Definition } from '../../../src-core/language/definition.ts';
import type { Outcome } from '../answer.ts';
import { bindInput, freeValues } from '../bind-input.ts';
import { fieldSettings } from '../field-settings.ts';
import { definitionText } from '../formula-text.ts';
import { readSizes } from '../input-sizes.ts';
import { formulaJson, type Json, valueJson } from '../json.ts';
import { partsJson } from '../parts.ts';
import type { DesignOptions } from '../prepared.ts';
import { readSettings } from '../settings.ts';

/** Problems of a definition on its own stand on the definition, as they would on an item named after it. */
function formulasAt(definition: Definition, given: DefinitionFormulaOptions): Result<ItemFormulas> {
  const formulas = definitionFormulas(definition, given);
  if (formulas.ok) return formulas;
  return fail(
    ...formulas.issues.map((found) => {
      const { node } = found.where;
      const path = node === undefined ? definition.id : `${definition.id}/${node}`;
      return { ...found, where: { ...found.where, node: path } };
    }),
  );
}

function formulasOf(definition: Definition, { set, input }: DesignOptions): Result<ItemFormulas> {
  const settings = readSettings(set);
  if (!settings.ok) return settings;
  const bound = fieldSettings(definition, settings.value);
  if (!bound.ok) return bound;
  const values = freeValues(definition, bound.value);
  // Values that are refused are reported by the formulas, as they are where no input is given.
  if (input === undefined || values === null) return formulasAt(definition, { bound: bound.value });
  const sizes = readSizes(input);
  if (!sizes.ok) return sizes;
  if (sizes.value.some((size) => size < 1n))
    return fail(issue('input/malformed', {}, { value: shortened(input) }));
  const placed = bindInput(definition, values, bound.value, sizes.value);
  return placed.ok ? formulasAt(definition, placed.value) : placed;
}

function jsonOf(formulas: ItemFormulas): Json {
  const { definition, values, params, macs, groups, parts, comparisons } = formulas;
  return {
    definition: definition.id,
    fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueJson(value)])),
    params: formulaJson(params),
    macs: formulaJson(macs),
    groups: groups.map((group) => ({
      group: group.group,
      params: formulaJson(group.params),
      macs: formulaJson(group.macs),
    })),
    parts: partsJson(parts),
    beside: Object.fromEntries(comparisons.map(({ id, weights }) => [id, formulaJson(weights)])),
  };
}

/** The formulas of an operator or block on its own, in its own fields. */
export function formulaOfDefinition(definition: Definition, options: DesignOptions): Outcome {
  const formulas = formulasOf(definition, options);
  if (!formulas.ok) return formulas;
  return ok({ json: jsonOf(formulas.value), text: definitionText(formulas.value) });
}
