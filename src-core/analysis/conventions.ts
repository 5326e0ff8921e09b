import type { Expr } from '../algebra/expression.ts';
import { add } from '../algebra/expression.ts';
import type { Expansion } from '../language/expand.ts';
import type { Operation } from '../language/operation.ts';
import type { Analysis } from './analyzer.ts';
import type { Convention, ConventionName } from './conventions-rules.ts';
import { conventions } from './conventions-rules.ts';
import { sumOfTerms } from './conventions-terms.ts';

export const conventionOf = (name: ConventionName): Convention =>
  conventions.find((convention) => convention.name === name)!;

/** What a number under a convention is: MACs where a multiply-accumulate counts once, FLOPs where it counts twice. */
export const unitOf = ({ perMac }: Convention): string => (perMac === 1n ? 'MACs' : 'FLOPs');

/** What is counted and by whom, for the line beside a number. */
export const conventionText = ({ name, title, calls, counts }: Convention): string =>
  name === 'macs' || name === 'flops' ? counts : `${title}, “${calls}”: ${counts}`;

/**
 * The convention as it meets a network whose code calls these operations as functions. Tools that hook modules do not
 * see functions, and tools that hook both count a module's function twice.
 */
export function withFunctions(convention: Convention, operations: readonly Operation[]): Convention {
  const { functions = {} } = convention;
  const called = operations.filter((operation) => functions[operation] !== undefined);
  if (called.length === 0) return convention;
  const prices = Object.fromEntries(called.map((operation) => [operation, functions[operation]!]));
  return { ...convention, prices: { ...convention.prices, ...prices } };
}

/** Costs by convention and expansion: equal uses share an expansion, so each is priced once. */
const priced = new WeakMap<Convention, WeakMap<Expansion, Expr>>();

function knownCosts(convention: Convention): WeakMap<Expansion, Expr> {
  const known = priced.get(convention) ?? new WeakMap<Expansion, Expr>();
  priced.set(convention, known);
  return known;
}

/**
 * The cost of an expansion under a convention, for the whole batch unless the tool counts one image. Exact; free symbols
 * of the shapes stay in it.
 */
export function conventionCost(expansion: Expansion, convention: Convention): Expr {
  const known = knownCosts(convention);
  const before = known.get(expansion);
  if (before !== undefined) return before;
  const cost = costOf(expansion, convention);
  known.set(expansion, cost);
  return cost;
}

function costOf(expansion: Expansion, convention: Convention): Expr {
  const { definition, children, passesThrough } = expansion;
  if (definition.kind === 'block') {
    return add(...children.map((child) => conventionCost(child.expansion, convention)));
  }
  const terms = convention.prices[definition.operation];
  if (terms === undefined || passesThrough || definition.boundary !== undefined) return 0n;
  return sumOfTerms(terms, { definition, expansion });
}

/** The cost of a design under a convention; null where any of its items is unknown. */
export function designCost(analysis: Analysis, convention: Convention): Expr | null {
  if (analysis.totals === null) return null;
  return add(...analysis.order.map((id) => conventionCost(analysis.items.get(id)!.expansion!, convention)));
}
