import type { Condition } from '../../algebra/condition.ts';
import { conditionHolds } from '../../algebra/condition.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, isInteger, sub, symbolsOf } from '../../algebra/expression.ts';
import { productOf, productValue } from '../../algebra/product.ts';
import type { Issue, Result } from '../../errors.ts';
import { fail, issue, ok } from '../../errors.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Contribution } from './collect.ts';
import { atNumbers, closedFormOf, closedOf, collected, sorted } from './collect.ts';
import type { Derivation, DerivationStep, DerivationTerm, DerivedQuantity, Grouping } from './derivation.ts';
import { step } from './derivation.ts';
import type { Leaf } from './leaves.ts';
import { countOf, leavesOf } from './leaves.ts';
import { SizeNames } from './names.ts';
import type { Part, PlacedExpansion } from './parts.ts';
import { operatorsIn, partsOfDesign, partsOfItem } from './parts.ts';

export interface DeriveOptions {
  readonly of: DerivedQuantity;
  readonly by: Grouping;
  /** The present number of every symbol; with it the last line is the number. */
  readonly numbers?: ReadonlyMap<string, Expr>;
}

/** A design with symbols or with numbers: what `symbolicDesign` and `analyze` give. */
export interface DerivableDesign {
  readonly items: ReadonlyMap<
    string,
    { readonly expansion: Expansion | null; readonly issues: readonly Issue[] }
  >;
}

/** A leaf with the operator and part it stands in. */
interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly path: string;
  readonly label: string;
}

function leavesIn(parts: readonly Part[], of: DerivedQuantity): readonly PlacedLeaf[] {
  return parts.flatMap(({ label, uses }) =>
    uses.flatMap((use) =>
      [...operatorsIn(use)].flatMap(({ path, expansion }) =>
        leavesOf(expansion, of).map((leaf) => ({ leaf, path, label })),
      ),
    ),
  );
}

/** Every leaf as the product of its sizes: under names where sizes are sums, then with the sizes in place. */
function leafSteps(leaves: readonly PlacedLeaf[]): readonly DerivationStep[] {
  const names = new SizeNames(leaves.map(({ leaf }) => leaf));
  const write = (isNamed: boolean): readonly DerivationTerm[] =>
    leaves.map(({ leaf, path, label }) => {
      const product = productOf(leaf.map((size) => (isNamed ? names.named(size) : size.value)));
      return { value: productValue(product), product, over: null, label, origins: [path] };
    });
  const plain = step(names.names.length === 0 ? 'list' : 'substitute', write(false));
  return names.names.length === 0 ? [plain] : [step('list', write(true), { names: names.names }), plain];
}

/** One term for each part that has any. */
function sumStep(parts: readonly Part[], contributions: ReadonlyMap<string, readonly Contribution[]>) {
  const terms = parts.flatMap(({ label }): readonly DerivationTerm[] => {
    const own = contributions.get(label) ?? [];
    const value = add(...own.map((one) => one.value));
    if (value === 0n) return [];
    return [
      { value, product: null, over: null, label, origins: sorted(own.flatMap(({ origins }) => origins)) },
    ];
  });
  return step('sum', terms);
}

function contributionsOf(
  parts: readonly Part[],
  { of, by }: DeriveOptions,
  leaves: DerivationStep | undefined,
) {
  const found = new Map<string, Contribution[]>(parts.map(({ label }) => [label, []]));
  if (by === 'group' && leaves !== undefined) {
    // What cancels within one operator is no share of it.
    const byPath = new Map<string, { label: string; values: Expr[] }>();
    for (const { label, value, origins } of leaves.terms) {
      const [path] = origins as [string];
      const known = byPath.get(path) ?? { label: label as string, values: [] };
      byPath.set(path, known);
      known.values.push(value);
    }
    for (const [path, { label, values }] of byPath)
      found.get(label)?.push({ value: add(...values), origins: [path] });
    return found;
  }
  for (const { label, uses } of parts)
    for (const { path, expansion } of uses)
      found.get(label)?.push({ value: countOf(expansion, of), origins: [path] });
  return found;
}

interface Closing {
  readonly floored: DerivationStep;
  readonly closing: DerivationStep | undefined;
  readonly condition: Condition;
}

/** The last lines: every term in numbers, and what they add up to. Floors stay where the condition does not hold. */
function numberSteps(
  { floored, closing, condition }: Closing,
  numbers: ReadonlyMap<string, Expr>,
): readonly DerivationStep[] {
  const integers = new Map([...numbers].filter((entry): entry is [string, bigint] => isInteger(entry[1])));
  const keepsFloors = closing !== undefined && !conditionHolds(condition, integers);
  const base = keepsFloors ? floored : (closing ?? floored);
  const free = new Set(base.terms.flatMap(({ value }) => [...symbolsOf(value)]));
  const used = new Map([...numbers].filter(([name]) => free.has(name)));
  if (used.size === 0) return [];
  const terms = atNumbers(base.terms, used);
  const value = add(...terms.map((term) => term.value));
  const origins = sorted(terms.flatMap((term) => term.origins));
  const total = { value, product: null, over: null, label: null, origins };
  return [step('value', terms, { numbers: used, keepsFloors }), step('total', [total])];
}

/** Lines that say nothing new are left out: the terms of the line before, in the same order. */
function isRepeat(before: DerivationStep | undefined, { terms }: DerivationStep): boolean {
  if (before === undefined || before.terms.length !== terms.length || before.names.length > 0) return false;
  return terms.every(({ value, product }, index) => {
    const other = before.terms[index] as DerivationTerm;
    return (product === null) === (other.product === null) && sub(other.value, value) === 0n;
  });
}

function deriveParts(parts: readonly Part[], options: DeriveOptions): Derivation {
  const leaves = options.by === 'group' ? leafSteps(leavesIn(parts, options.of)) : [];
  const contributions = contributionsOf(parts, options, leaves.at(-1));
  const all = [...contributions.values()].flat();
  const exact = add(...all.map(({ value }) => value));
  const { form, condition } = closedFormOf(exact);
  const floored = step('collect', collected(all));
  const closing =
    condition.length === 0
      ? undefined
      : step('close', collected(all.map((one) => ({ ...one, value: closedOf(one.value) }))), { condition });
  const lines = [
    ...leaves,
    sumStep(parts, contributions),
    floored,
    ...(closing === undefined ? [] : [closing]),
  ];
  if (options.numbers !== undefined)
    lines.push(...numberSteps({ floored, closing, condition }, options.numbers));
  const steps = lines.reduce<DerivationStep[]>((kept, line) => {
    if (!isRepeat(kept.at(-1), line)) kept.push(line);
    return kept;
  }, []);
  return { of: options.of, by: options.by, steps, exact, form, condition, series: null };
}

/** The derivation of one item's count; paths are inside the item, or begin with `path` where it is given. */
export function deriveItem(expansion: Expansion, options: DeriveOptions, path = ''): Derivation {
  return deriveParts(partsOfItem({ path, expansion }, options.by), options);
}

/** The derivation of a design's count. Issues where any item is unknown. */
export function deriveDesign(design: DerivableDesign, options: DeriveOptions): Result<Derivation> {
  const items: PlacedExpansion[] = [];
  for (const [path, { expansion, issues }] of design.items) {
    if (expansion === null) return fail(...issues, issue('formula/none', { node: path }));
    if (countOf(expansion, options.of) !== 0n) items.push({ path, expansion });
  }
  return ok(deriveParts(partsOfDesign(items, options.by), options));
}
