import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add } from '../../algebra/expression.ts';
import { sumOver } from '../../algebra/summation.ts';
import type { Result } from '../../errors.ts';
import { fail, issue, ok } from '../../errors.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Derivation, DerivationStep, NamedSize } from './derivation.ts';
import type { DerivableDesign, DeriveOptions } from './derive.ts';
import { deriveItem } from './derive.ts';
import type { PlacedExpansion } from './parts.ts';

/** The item at a path, or what is inside of one: a block, a channel group, an operator; null where there is none. */
function placedAt(
  items: ReadonlyMap<string, { readonly expansion: Expansion | null }>,
  path: string,
): PlacedExpansion | null {
  const [id = '', ...names] = path.split('/');
  let expansion = items.get(id)?.expansion ?? null;
  for (const name of names)
    expansion = expansion?.children.find((child) => child.name === name)?.expansion ?? null;
  return expansion && { path, expansion };
}

/** The derivation of the item at a path of a design, or of what is inside of one, in the symbols of the design. */
export function deriveAt(design: DerivableDesign, path: string, options: DeriveOptions): Result<Derivation> {
  const placed = placedAt(design.items, path);
  if (placed === null) return fail(issue('formula/none', { node: path }));
  return ok(deriveItem(placed.expansion, options, placed.path));
}

/** The expression with every name replaced by what it stands for. */
function withoutNames(e: Expr, names: readonly NamedSize[]): Expr {
  const resolved = new Map<string, Expr>();
  for (const { name, value } of names) resolved.set(name, substitute(value, resolved));
  return substitute(e, resolved);
}

/** The sum that a line stands for: names replaced by what they stand for, sums over an index closed. */
export const stepTotal = ({ terms, names }: DerivationStep): Expr =>
  add(
    ...terms.map(({ value, over }) => {
      const plain = withoutNames(value, names);
      return over === null ? plain : sumOver(plain, over.index, over.from, over.to);
    }),
  );
