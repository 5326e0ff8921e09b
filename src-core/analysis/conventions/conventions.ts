import type { Expr } from '../../algebra/expression.ts';
import { add, mul } from '../../algebra/expression.ts';
import type { Expansion } from '../../language/expand.ts';
import type { Operation } from '../../language/operation.ts';
import type { Analysis } from '../analyzer.ts';
import type { Convention, ConventionName } from './rules.ts';
import { conventions } from './rules.ts';
import { sumOfTerms } from './terms.ts';

export const conventionOf = (name: ConventionName): Convention =>
  conventions.find((convention) => convention.name === name)!;

/** What a number under a convention is: MACs where a multiply-accumulate counts once, FLOPs where it counts twice. */
export const unitOf = ({ perMac }: Convention): string => (perMac === 1n ? 'MACs' : 'FLOPs');

/** Whether the number is Blockwright's own, and no other tool's. */
const isOwn = ({ name }: Convention): boolean => name === 'macs' || name === 'flops';

/** Whose number it is, in as few words as stand beside every number: what is counted, or the tool that counts so. */
export const conventionLabel = (convention: Convention): string =>
  isOwn(convention) ? 'conv + linear' : convention.title;

/** What is counted and by whom, for the line beside a number. */
export const conventionText = (convention: Convention): string => {
  const { title, calls, counts } = convention;
  return isOwn(convention) ? counts : `${title}, “${calls}”: ${counts}`;
};

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

const adapted = new Map<string, Convention>();

/** As `withFunctions`; equal questions get one convention, under which costs are then worked out once. */
export function conventionWith(name: ConventionName, operations: readonly Operation[]): Convention {
  const key = `${name} ${operations.join(' ')}`;
  const known = adapted.get(key);
  if (known !== undefined) return known;
  const convention = withFunctions(conventionOf(name), operations);
  adapted.set(key, convention);
  return convention;
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
  // What only multiplies the MACs is known without a walk.
  if (isOwn(convention)) return mul(convention.perMac, expansion.facts.macs);
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
