import { symbolsOf } from '../../../src-core/algebra/expression.ts';
import { conventionOf } from '../../../src-core/analysis/conventions/conventions.ts';
import { deriveDesign } from '../../../src-core/analysis/derivation/derive.ts';
import type { DesignFormulas, SymbolicDesign } from '../../../src-core/analysis/formulas/design-formulas.ts';
import { designFormulas, symbolicDesign } from '../../../src-core/analysis/formulas/design-formulas.ts';
import { itemOf } from '../../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { Design } from '../../../src-core/document/design.ts';
import { ok } from '../../../src-core/errors.ts';
import { formulaRows, heldFieldRows, heldRows, macsLabel } from '../../../src-core/figure/formula-rows.ts';
import type { Outcome } from '../answer.ts';
import { costAnswer } from '../cost-formula.ts';
import { derivationAnswer } from '../derivation-answer.ts';
import { applySettings } from '../design-settings.ts';
import type { NamedDesign } from '../designs.ts';
import { inFile } from '../designs.ts';
import { fieldFormulaAnswer, fieldRowsOfDesign } from '../field-formula-answer.ts';
import type { FormulaOptions } from '../formula-options.ts';
import { asksForOne, derivedOf, readFree } from '../formula-options.ts';
import { namedValue, partRows } from '../formula-text.ts';
import type { Json } from '../json.ts';
import { exprJson, formulaJson, valueJson } from '../json.ts';
import { inNotation } from '../notation.ts';
import { partsJson } from '../parts.ts';
import { examine, resized, soundDesign } from '../prepared.ts';
import { readSettings } from '../settings.ts';
import { pairs } from '../table.ts';

/** Variables by name; those that some formula keeps as a symbol are their own names. */
function variablesOf(design: Design, formulas: DesignFormulas): Record<string, number | string> {
  const { params, buffers, macs, activationBytes } = formulas;
  const free = new Set(
    [params, buffers, macs, activationBytes].flatMap(({ exact }) => [...symbolsOf(exact)]),
  );
  return Object.fromEntries(design.variables.map(({ name, value }) => [name, free.has(name) ? name : value]));
}

/** What the formulas hold at a number although nobody asked: symbols, and fields whose expression cannot stay one. */
function heldJson({ held, heldFields }: DesignFormulas, symbolic: SymbolicDesign): Json[] {
  return [
    ...held.map(({ symbol, value, operation }) => ({
      name: symbol,
      value: exprJson(value),
      reason: operation,
    })),
    ...heldFields.map(({ node, field, operation, expression, symbols }) => ({
      name: `${node}.${field}`,
      value: valueJson(itemOf(symbolic, node)!.values![field]!),
      reason: operation,
      ...(expression !== null && { expression }),
      symbols,
    })),
  ];
}

function textOf(
  named: NamedDesign,
  formulas: DesignFormulas,
  costs: readonly (readonly [string, string])[],
): string {
  const variables = Object.entries(variablesOf(named.design, formulas));
  return pairs([
    ['formula', `${named.design.title} (${named.name})`],
    ['variables', variables.map(([name, value]) => namedValue(name, String(value))).join(', ') || 'none'],
    ...heldRows(formulas.held),
    ...heldFieldRows(formulas.heldFields),
    ...formulaRows('params', formulas.params),
    ...partRows(formulas.parts),
    ...formulaRows('buffers', formulas.buffers),
    ...formulaRows(macsLabel, formulas.macs),
    ...costs,
  ]);
}

/** The sizes of the input that may stay symbols. */
const inputSymbols = ['H', 'W'];

const subjectOf = ({ name, design }: NamedDesign) =>
  ({ row: ['formula', `${design.title} (${name})`], json: { design: name } }) as const;

/** The formulas of a whole design, in its variables and the rows and columns of its input. */
export function formulaOfDesign(opened: NamedDesign, options: FormulaOptions): Outcome {
  const { set, input } = options;
  const settings = readSettings(set);
  if (!settings.ok) return settings;
  const changed = applySettings(opened, settings.value);
  if (!changed.ok) return changed;
  const named = resized({ name: opened.name, design: changed.value }, input);
  if (!named.ok) return named;
  const sound = soundDesign(examine(named.value));
  if (!sound.ok) return sound;
  const { design } = named.value;
  const names = design.variables.filter(({ kind }) => kind !== 'choice').map(({ name }) => name);
  const free = readFree(options.free, [...names, ...inputSymbols]);
  if (!free.ok) return free;
  const bound = new Set(settings.value.map((setting) => setting.name));
  const kept = free.value;
  if (kept !== null)
    for (const name of [...names, ...inputSymbols]) if (!kept.includes(name)) bound.add(name);
  const symbolic = symbolicDesign(design, catalogue, { bound, inputsBound: input !== undefined });
  if (options.of === 'rf') return ok(fieldFormulaAnswer(subjectOf(named.value), fieldRowsOfDesign(symbolic)));
  if (asksForOne(options)) {
    const { of, by } = { of: derivedOf(options), by: options.by ?? ('item' as const) };
    const derivation = deriveDesign(symbolic, { of, by, numbers: symbolic.numbers });
    if (!derivation.ok) return { ok: false, issues: inFile(opened.name, derivation.issues) };
    if (options.as !== undefined) return inNotation(subjectOf(named.value), derivation.value, options.as);
    const show = { parts: options.by !== undefined, lines: options.derive === true };
    return ok(derivationAnswer(subjectOf(named.value), derivation.value, show));
  }
  const formulas = designFormulas(symbolic);
  if (!formulas.ok) return { ok: false, issues: inFile(opened.name, formulas.issues) };
  const { params, macs, parts } = formulas.value;
  const expansions = [...symbolic.items.values()].flatMap(({ expansion }) => expansion ?? []);
  const cost =
    options.convention === undefined
      ? null
      : costAnswer(expansions, conventionOf(options.convention, options.mode));
  return ok({
    json: {
      design: opened.name,
      variables: variablesOf(named.value.design, formulas.value),
      params: formulaJson(params),
      macs: formulaJson(macs),
      ...(cost !== null && { cost: cost.json }),
      parts: partsJson(parts),
      held: heldJson(formulas.value, symbolic),
    },
    text: textOf(named.value, formulas.value, cost?.rows ?? []),
  });
}
