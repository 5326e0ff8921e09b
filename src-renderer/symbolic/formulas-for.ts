import type { Expr } from '../../src-core/algebra/expression.ts';
import { symbol } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { inputsOf } from '../../src-core/analysis/design-inputs.ts';
import { environmentOf } from '../../src-core/analysis/environment.ts';
import type { HeldField } from '../../src-core/analysis/field-reader.ts';
import type { SymbolicDesign } from '../../src-core/analysis/formulas/design-formulas.ts';
import { itemFormulas, symbolicSteps } from '../../src-core/analysis/formulas/design-formulas.ts';
import type { HeldSymbol, ItemFormulas } from '../../src-core/analysis/formulas/item-formulas.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { readFields, valuesAt } from '../../src-core/analysis/node-fields.ts';
import { uncountedAmong } from '../../src-core/analysis/opaque-issue.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { exactNumber } from '../../src-core/document/decimal.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { followedBy } from '../../src-core/language/axes.ts';
import type { Comparison } from '../../src-core/language/definition.ts';
import { ExpansionMemo } from '../../src-core/language/expand.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import { sumFacts } from '../../src-core/language/facts.ts';
import type { Value, Values } from '../../src-core/language/field.ts';
import { saidFields } from '../../src-core/language/field-spellings.ts';
import { saidValues, withFollowers } from '../../src-core/language/following.ts';
import type { Steps } from '../../src-core/steps.ts';
import { nameOf } from '../store/navigation.ts';
import type { FormulaRow } from './formula-rows.ts';
import { rowsOf } from './formula-rows.ts';
import { freeFields, upstream, withFreed } from './free-fields.ts';
import { ownFormulas } from './own-formulas.ts';
import type { PinsState } from './pins.ts';
import { variablesOf } from './references.ts';
import type { SymbolSource } from './symbols.ts';
import { mapSizes } from './symbols.ts';

/** Everything the formula panel shows of one item or of the design, with free symbols. */
export interface ShownFormulas {
  readonly facts: Facts;
  readonly rows: readonly FormulaRow[];
  readonly comparisons: readonly Comparison[];
  /** The symbolic expansion; null for the design. */
  readonly expansion: Expansion | null;
  readonly sources: ReadonlyMap<string, SymbolSource>;
  /** Symbols that had to become numbers. */
  readonly held: readonly HeldSymbol[];
  /** Fields of items of the design that could not stay symbolic. */
  readonly heldFields: readonly HeldField[];
}

export interface FormulaRequest {
  readonly design: Design;
  readonly analysis: Analysis;
  /** The item; empty for the design. */
  readonly path: string;
  readonly pins: PinsState;
}

function shownItem(
  path: string,
  formulas: ItemFormulas,
  sources: ReadonlyMap<string, SymbolSource>,
  heldFields: readonly HeldField[] = [],
): ShownFormulas {
  const { expansion, held } = formulas;
  const { definition, values, facts } = expansion;
  const comparisons = definition.kind === 'block' ? (definition.comparisons?.(values) ?? []) : [];
  return {
    facts,
    rows: rowsOf(path, expansion),
    comparisons,
    expansion,
    sources,
    held,
    heldFields,
  };
}

const variableSources = (design: Design): Map<string, SymbolSource> =>
  new Map(
    design.variables
      .filter((variable) => variable.kind !== 'choice')
      .map((variable): [string, SymbolSource] => [variable.name, { kind: 'variable' }]),
  );

const symbolic = new WeakMap<Design, Map<string, SymbolicDesign>>();

/** Symbolic expansions of all designs that were looked at: an edit expands only what it makes another. */
const memo = new ExpansionMemo();

/** The symbolic analysis of a design, kept while the design is. */
function* symbolicOf(design: Design, bound: ReadonlySet<string>): Steps<SymbolicDesign> {
  const names = design.variables.map((variable) => variable.name).filter((name) => bound.has(name));
  const key = names.join(' ');
  let known = symbolic.get(design);
  if (known === undefined) {
    known = new Map();
    symbolic.set(design, known);
  }
  let result = known.get(key);
  if (result === undefined) {
    result = yield* symbolicSteps(design, catalogue, { bound: new Set(names), memo });
    known.set(key, result);
  }
  return result;
}

/** Sources of the rows and columns of the design's inputs. */
function inputSources({ rows, columns }: SymbolicDesign, analysis: Analysis): [string, SymbolSource][] {
  const entering = inputsOf(analysis);
  const shapes = entering.map(({ outputs }) => outputs[0] ?? null);
  return [...mapSizes(shapes, { rows, columns })].map(([name, { input, axis }]) => [
    name,
    { kind: 'source', node: entering[input]!.id, axis },
  ]);
}

/** So many counts are added up in a step; each may have a thousand terms. */
const addedAtOnce = 64;

function* sumInSteps(facts: readonly Facts[]): Steps<Facts> {
  const sums: Facts[] = [];
  for (let start = 0; start < facts.length; start += addedAtOnce) {
    sums.push(sumFacts(facts.slice(start, start + addedAtOnce)));
    yield;
  }
  return sumFacts(sums);
}

function* ofDesign({ design, analysis, pins }: FormulaRequest): Steps<Result<ShownFormulas>> {
  const model = yield* symbolicOf(design, pins.variables);
  const facts: Facts[] = [];
  const rows: FormulaRow[] = [];
  for (const id of analysis.order) {
    const item = model.items.get(id);
    if (item?.facts == null || item.expansion === null)
      return fail(...(item?.issues ?? []), ...uncountedAmong([item?.expansion]), issue('formula/none'));
    facts.push(item.facts);
    rows.push({ label: id, paths: [id], facts: item.facts, expansion: item.expansion });
    yield;
  }
  return ok({
    facts: yield* sumInSteps(facts),
    rows,
    comparisons: [],
    expansion: null,
    sources: new Map([...variableSources(design), ...inputSources(model, analysis)]),
    held: model.held,
    heldFields: model.heldFields,
  });
}

/** An item in the variables of its design, fed by what reaches it. */
function inVariables(request: FormulaRequest, model: SymbolicDesign, item: Item): Result<ShownFormulas> {
  const { analysis, path } = request;
  const formulas = itemFormulas(model, path, analysis.items.get(path)!, memo);
  if (!formulas.ok) return formulas;
  const sources = variableSources(model.design);
  for (const [name, place] of mapSizes(item.inputs, model)) sources.set(name, { kind: 'size', ...place });
  const heldFields = model.heldFields.filter((held) => held.node === path);
  return ok(
    shownItem(
      path,
      { ...formulas.value.formulas, held: [...model.held, ...formulas.value.formulas.held] },
      sources,
      heldFields,
    ),
  );
}

const fieldSources = (free: ReadonlyMap<string, string>): [string, SymbolSource][] =>
  [...free].map(([field, name]) => [name, { kind: 'field', field }]);

/** An item of the design: in the design's variables where it follows any, else in its own dimensions. */
function* ofItem(request: FormulaRequest, item: Item): Steps<Result<ShownFormulas>> {
  const { design, path, pins } = request;
  const saved = design.nodes.find((other) => other.id === path);
  const { definition, values } = item;
  if (saved === undefined || definition === null || values === null) {
    return fail(...item.issues, issue('formula/none', { node: path }));
  }
  const node = { ...saved, fields: saidFields(definition.fields, saved.fields).values };
  const names = variablesOf(design, definition, node).filter(
    (name) => design.variables.find((variable) => variable.name === name)?.kind !== 'choice',
  );
  const follows = names.length > 0;
  const isLiteral = (field: string) => typeof (node.fields[field] ?? 0) === 'number';
  const taken = new Set(follows ? design.variables.map((variable) => variable.name) : []);
  const isFollower = (field: string) =>
    followedBy(definition.fields, field) !== undefined && node.fields[field] === undefined;
  const free = freeFields(definition, pins, follows, isLiteral, taken, isFollower);
  if (follows && free.size === 0) {
    return inVariables(request, yield* symbolicOf(design, pins.variables), item);
  }
  const freed = withFreed(design, node, values, free);
  if (follows) {
    const model = yield* symbolicSteps(upstream(freed.design, path), catalogue, {
      bound: pins.variables,
      isPart: true,
      memo,
    });
    const fed = inVariables(request, model, item);
    if (fed.ok) return ok({ ...fed.value, sources: new Map([...fed.value.sources, ...fieldSources(free)]) });
  }
  const symbols = freed.design.variables
    .map(({ name }) => name)
    .filter((name) => !pins.variables.has(name) || [...free.values()].includes(name));
  const environment = environmentOf(freed.design.variables, new Set(symbols));
  const fields = readFields(freed.node, definition, environment, () => item.inputs);
  if (!fields.ok) return fields;
  const numbers = new Map<string, Expr>();
  for (const variable of freed.design.variables) {
    if (variable.kind !== 'choice') numbers.set(variable.name, exactNumber(variable.value));
  }
  const { inputs, expansion } = item;
  const own = ownFormulas({
    definition,
    values: fields.value.values,
    valuesAt: fields.value.follows === null ? undefined : valuesAt(freed.node, definition, environment),
    numbers,
    inputs,
    call: expansion?.call,
    borrows: expansion?.borrows,
  });
  if (!own.ok) return own;
  const sources = new Map([...variableSources(design), ...fieldSources(free), ...own.value.sizes]);
  return ok(shownItem(path, own.value.formulas, sources, fields.value.held));
}

/** An item inside another: in its own dimensions, at the values that its surroundings give it. */
function ofNested({ path, pins }: FormulaRequest, item: Item): Result<ShownFormulas> {
  const { definition, values } = item;
  if (definition === null || values === null) return fail(issue('formula/none', { node: path }));
  const { fields } = definition;
  const said = saidValues(fields, values as Readonly<Record<string, Value>>);
  const isFollower = (field: string) => !Object.hasOwn(said, field);
  const { inputs, expansion } = item;
  // What follows the sizes of its inputs is no number of its own.
  const isOwn = () => expansion?.valuesAt === undefined;
  const free = freeFields(definition, pins, false, isOwn, new Set(), isFollower);
  const freed = Object.fromEntries([...free].map(([field, name]) => [field, symbol(name)]));
  const numbers = new Map([...free].map(([field, name]) => [name, values[field] as Expr]));
  const own = ownFormulas({
    definition,
    values: withFollowers(fields, { ...said, ...freed }) as Values,
    valuesAt: expansion?.valuesAt,
    numbers,
    inputs,
    call: expansion?.call,
    borrows: expansion?.borrows,
  });
  if (!own.ok) return own;
  return ok(shownItem(path, own.value.formulas, new Map([...fieldSources(free), ...own.value.sizes])));
}

/** The formulas to show for a path, in steps. Issues where something it rests on has problems. */
export function* formulaSteps(request: FormulaRequest): Steps<Result<ShownFormulas>> {
  const { path, analysis } = request;
  if (path === '') return yield* ofDesign(request);
  const item = itemAt(analysis, path);
  if (item === null) return fail(issue('formula/none', { node: path }));
  return nameOf(path) === path ? yield* ofItem(request, item) : ofNested(request, item);
}
