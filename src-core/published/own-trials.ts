import type { Expr } from '../algebra/expression.ts';
import { symbol, symbolsOf } from '../algebra/expression.ts';
import { definitionFormulas, definitionUse } from '../analysis/formulas/definition-formulas.ts';
import { seriesFormulas } from '../analysis/formulas/series-formulas.ts';
import type { PrintedFormula } from '../document/design.ts';
import { printedClaims, printedCounts } from '../document/design.ts';
import { parseFormula } from '../document/formula-syntax.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { BlockDefinition, Definition } from '../language/definition.ts';
import type { Given, Value } from '../language/field.ts';
import { valueText } from '../language/resolve.ts';
import { formulaLatex } from './formula-latex.ts';
import { formulaValue } from './formula-value.ts';
import type { Claim, PrintedCount, TrialCase } from './trial-cases.ts';

/** A formula that a source prints of an own block: what can be held, or why it cannot. */
export interface OwnTrial {
  /** That of its block and its number there: `own:hs#1`. */
  readonly name: string;
  readonly formula: PrintedFormula;
  readonly case: Result<TrialCase>;
}

/** The most groups that a formula is held at, as for blocks that are built in. */
const mostGroups = 64;

/** What formulas of a block may name, and how our count is asked for. */
interface Names {
  readonly count: TrialCase['count'];
  /** What each name stands for: itself where it stays a symbol, else its number. */
  readonly values: ReadonlyMap<string, Expr>;
  readonly settled: readonly string[];
  readonly bound: Given;
}

const none: readonly OwnTrial[] = [];
const known = new WeakMap<Definition, Map<string, readonly OwnTrial[]>>();

/**
 * The formulas that sources print of an own block, each as a case for a trial; the same list while block and values are the same.
 * @param given fields that are no sizes, as a use has them; as the block has them where left out
 */
export function ownTrials(definition: Definition, given: Given = {}): readonly OwnTrial[] {
  if (definition.kind !== 'block' || definition.published === undefined) return none;
  const bound = Object.fromEntries(
    Object.entries(given).filter(([name]) => {
      const kind = definition.fields[name]?.kind;
      return kind !== undefined && kind !== 'dimension';
    }),
  ) as Given;
  const key = JSON.stringify(Object.entries(bound).map(([name, value]) => [name, valueText(value as Value)]));
  const byValues = known.get(definition) ?? new Map<string, readonly OwnTrial[]>();
  known.set(definition, byValues);
  let trials = byValues.get(key);
  if (trials === undefined) {
    trials = casesOf(definition, definition.published, bound);
    byValues.set(key, trials);
  }
  return trials;
}

function casesOf(
  definition: BlockDefinition,
  published: readonly PrintedFormula[],
  bound: Given,
): readonly OwnTrial[] {
  const names = namesIn(definition, bound);
  return published.map((formula, index) => {
    const name = `${definition.id}#${index + 1}`;
    return { name, formula, case: names.ok ? caseOf(definition, name, formula, names.value) : names };
  });
}

/** Issues: those that keep the block from having formulas at all. */
function namesIn(definition: BlockDefinition, given: Given): Result<Names> {
  const series = seriesFormulas(definition, { bound: given });
  const counter = series.ok ? series.value.series.count : null;
  // The number of groups is no number where our count has a form in it.
  const bound = Object.fromEntries(Object.entries(given).filter(([name]) => name !== counter)) as Given;
  const formulas = definitionFormulas(definition, { bound });
  if (!formulas.ok) return formulas;
  const use = definitionUse(definition, { bound });
  const values = new Map<string, Expr>();
  for (const name of use.inputs.flat().flatMap((size) => [...symbolsOf(size)]))
    values.set(name, symbol(name));
  const settled: string[] = [];
  const held = series.ok ? [] : formulas.value.held;
  for (const [name, field] of Object.entries(definition.fields)) {
    const number = held.find((one) => one.symbol === name)?.value;
    if (name === counter) values.set(name, symbol(name));
    else if (field.kind === 'dimension') values.set(name, number ?? symbol(name));
    else if (field.kind === 'structural')
      values.set(name, BigInt((use.values as Record<string, number>)[name]!));
    const value = values.get(name);
    if (value !== undefined && isNumber(value)) settled.push(`${name} = ${valueText(value)}`);
  }
  for (const { symbol: name, value } of held) {
    if (Object.hasOwn(definition.fields, name)) continue;
    values.set(name, value);
    settled.push(`${name} = ${valueText(value)}`);
  }
  return ok({ count: groupsOf(definition, series.ok ? series.value.series : null), values, settled, bound });
}

const isNumber = (value: Expr): boolean => symbolsOf(value).size === 0;

function groupsOf(
  { fields }: BlockDefinition,
  series: { readonly count: string; readonly least: number } | null,
): TrialCase['count'] {
  const field = fields[series?.count ?? ''];
  if (series === null || field?.kind !== 'structural') return null;
  return {
    name: series.count,
    from: Math.max(series.least, field.min),
    to: Math.min(field.max, mostGroups),
  };
}

/** Issues: those of reading the formula, and trial/newer where a newer version wrote it. */
function caseOf(
  definition: BlockDefinition,
  name: string,
  { title, source = '', of, claim, formula }: PrintedFormula,
  { count, values, settled, bound }: Names,
): Result<TrialCase> {
  const part = printedCounts.find((one) => one === of);
  const said = printedClaims.find((one) => one === claim);
  if (part === undefined) return fail(newer(of));
  if (said === undefined) return fail(newer(claim));
  const syntax = parseFormula(formula);
  if (!syntax.ok) return syntax;
  const value = formulaValue(syntax.value, values);
  if (!value.ok) return value;
  return ok({
    name,
    title,
    source: { text: source },
    subject: { definition, part: part satisfies PrintedCount, bound, symbols: Object.fromEntries(values) },
    theirs: { text: formula, latex: formulaLatex(syntax.value), value: value.value },
    claim: said satisfies Claim,
    count,
    odd: [],
    ...(settled.length > 0 && { settled }),
  });
}

const newer = (name: string): Issue => issue('trial/newer', {}, { name });
