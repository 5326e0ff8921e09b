import { symbol } from '../../../src-core/algebra/expression.ts';
import { conventionOf } from '../../../src-core/analysis/conventions/conventions.ts';
import { deriveItem } from '../../../src-core/analysis/derivation/derive.ts';
import { deriveSeries } from '../../../src-core/analysis/derivation/series.ts';
import type { DefinitionFormulaOptions } from '../../../src-core/analysis/formulas/definition-formulas.ts';
import { definitionFormulas } from '../../../src-core/analysis/formulas/definition-formulas.ts';
import type { ItemFormulas } from '../../../src-core/analysis/formulas/item-formulas.ts';
import { seriesOf } from '../../../src-core/analysis/formulas/series-formulas.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, issueAt, ok } from '../../../src-core/errors.ts';
import { followedBy } from '../../../src-core/language/axes.ts';
import type { Definition } from '../../../src-core/language/definition.ts';
import type { Given, Value } from '../../../src-core/language/field.ts';
import { defaultValue } from '../../../src-core/language/field.ts';
import { valueText } from '../../../src-core/language/resolve.ts';
import type { Outcome } from '../answer.ts';
import { bindInput, freeValues } from '../bind-input.ts';
import { costAnswer } from '../cost-formula.ts';
import { derivationAnswer } from '../derivation-answer.ts';
import { fieldFormulaAnswer, fieldRowsOfDefinition } from '../field-formula-answer.ts';
import { fieldSettings } from '../field-settings.ts';
import type { FormulaOptions } from '../formula-options.ts';
import { asksForOne, derivedOf, readFree } from '../formula-options.ts';
import { definitionText, namedValue } from '../formula-text.ts';
import { readMapSizes } from '../input-sizes.ts';
import type { Json } from '../json.ts';
import { formulaJson, valueJson } from '../json.ts';
import { inNotation } from '../notation.ts';
import { partsJson } from '../parts.ts';
import { readSettings } from '../settings.ts';

/** Problems of a definition on its own stand on the definition, as they would on an item named after it. */
function formulasAt(definition: Definition, given: DefinitionFormulaOptions): Result<ItemFormulas> {
  const formulas = definitionFormulas(definition, given);
  if (formulas.ok) return formulas;
  return fail(
    ...formulas.issues.map((found) => {
      const { node } = found.where;
      const path = node === undefined ? definition.id : `${definition.id}/${node}`;
      return issueAt(found, { ...found.where, node: path });
    }),
  );
}

/** The field that a block's series counts its groups by, where it declares one. */
function seriesCount(definition: Definition): string | null {
  const found = seriesOf(definition, { bound: {} });
  return found.ok ? found.value.series.count : null;
}

/** What of a definition is a number, and the field that counts its groups where that stays a symbol. */
interface Bound {
  readonly fields: Given;
  readonly count: string | null;
}

/** Fields at numbers: those that are set, and where only some stay free, all other sizes at their defaults. */
function boundFields(definition: Definition, { set, free }: FormulaOptions): Result<Bound> {
  const settings = readSettings(set);
  if (!settings.ok) return settings;
  const given = fieldSettings(definition, settings.value);
  if (!given.ok) return given;
  const sizes = Object.entries(definition.fields).filter(([, { kind }]) => kind === 'dimension');
  const count = seriesCount(definition);
  const kept = readFree(free, [...sizes.map(([name]) => name), ...(count === null ? [] : [count])]);
  if (!kept.ok) return kept;
  const names = kept.value;
  if (names === null) return ok({ fields: given.value, count: null });
  // A size that follows another does so unless it is kept as a symbol of its own.
  const defaults = sizes.flatMap(([name, field]): [string, Value][] => {
    const isFollower = followedBy(definition.fields, name) !== undefined;
    if (names.includes(name)) return isFollower ? [[name, symbol(name)]] : [];
    return isFollower ? [] : [[name, defaultValue(field)]];
  });
  const fields = { ...Object.fromEntries(defaults), ...given.value } as Given;
  return ok({ fields, count: count !== null && names.includes(count) ? count : null });
}

function formulasOf(definition: Definition, bound: Given, input: string | undefined): Result<ItemFormulas> {
  const values = freeValues(definition, bound);
  // Values that are refused are reported by the formulas, as they are where no input is given.
  if (input === undefined || values === null) return formulasAt(definition, { bound });
  const sizes = readMapSizes(input);
  if (!sizes.ok) return sizes;
  const placed = bindInput(definition, values, bound, sizes.value);
  return placed.ok ? formulasAt(definition, placed.value) : placed;
}

function jsonOf(formulas: ItemFormulas): { readonly [key: string]: Json } {
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

const showOf = ({ by, derive }: FormulaOptions) => ({ parts: by !== undefined, lines: derive === true });

function subjectOf(definition: Definition, values: ItemFormulas['values']) {
  const fields = Object.entries(values);
  const text = fields.map(([name, value]) => namedValue(name, valueText(value))).join(', ');
  return {
    row: ['formula', `${definition.title} (${definition.id})${text === '' ? '' : `: ${text}`}`],
    json: {
      definition: definition.id,
      fields: Object.fromEntries(fields.map(([name, value]) => [name, valueJson(value)])),
    },
  } as const;
}

/** The formula of a block with the number of its groups as a symbol. */
function seriesAnswer(definition: Definition, bound: Given, count: string, options: FormulaOptions): Outcome {
  const of = derivedOf(options);
  if (of === 'memory' || options.of === 'rf')
    return fail(issue('formula/no-series', {}, { definition: definition.title }));
  const derivation = deriveSeries(definition, { of, bound });
  if (!derivation.ok) return derivation;
  const named = { ...freeValues(definition, bound), [count]: count };
  const subject = subjectOf(definition, named as ItemFormulas['values']);
  if (options.as !== undefined) return inNotation(subject, derivation.value, options.as);
  return ok(
    derivationAnswer(subject, derivation.value, {
      parts: false,
      lines: options.derive === true,
    }),
  );
}

/** The formulas of an operator or block on its own, in its own fields. */
export function formulaOfDefinition(definition: Definition, options: FormulaOptions): Outcome {
  const bound = boundFields(definition, options);
  if (!bound.ok) return bound;
  const { fields, count } = bound.value;
  if (count !== null) return seriesAnswer(definition, fields, count, options);
  const formulas = formulasOf(definition, fields, options.input);
  if (!formulas.ok) return formulas;
  if (options.of === 'rf') {
    const { expansion, values } = formulas.value;
    return ok(fieldFormulaAnswer(subjectOf(definition, values), fieldRowsOfDefinition(expansion)));
  }
  if (asksForOne(options)) {
    const derivation = deriveItem(formulas.value.expansion, {
      of: derivedOf(options),
      by: options.by ?? 'group',
    });
    const subject = subjectOf(definition, formulas.value.values);
    if (options.as !== undefined) return inNotation(subject, derivation, options.as);
    return ok(derivationAnswer(subject, derivation, showOf(options)));
  }
  const cost =
    options.convention === undefined
      ? null
      : costAnswer([formulas.value.expansion], conventionOf(options.convention, options.mode));
  const json = jsonOf(formulas.value);
  return ok({
    json: cost === null ? json : { ...json, cost: cost.json },
    text: definitionText(formulas.value, cost?.rows),
  });
}
