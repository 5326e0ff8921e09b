import type { Expr } from '../../algebra/expression.ts';
import { add, mul } from '../../algebra/expression.ts';
import type { Expansion } from '../../language/expansion.ts';
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
  const { definition, children, passesThrough, call } = expansion;
  if (definition.kind === 'block') {
    return add(...children.map((child) => conventionCost(child.expansion, convention)));
  }
  const { operation } = definition;
  const functions = call === 'function' ? convention.functions : undefined;
  const terms = functions?.[operation] ?? convention.prices[operation];
  if (terms === undefined || passesThrough || definition.boundary !== undefined) return 0n;
  return sumOfTerms(terms, { definition, expansion });
}

/** The cost of a design under a convention; null where any of its items is unknown. */
export function designCost(analysis: Analysis, convention: Convention): Expr | null {
  if (analysis.totals === null) return null;
  return add(...analysis.order.map((id) => conventionCost(analysis.items.get(id)!.expansion!, convention)));
}
