import type {
  Derivation,
  DerivedQuantity,
  Grouping,
} from '../../../src-core/analysis/derivation/derivation.ts';
import { deriveDesign, deriveItem } from '../../../src-core/analysis/derivation/derive.ts';
import type { Result } from '../../../src-core/errors.ts';
import { ok } from '../../../src-core/errors.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import type { ShownFormulas } from '../../symbolic/formulas-for.ts';
import type { Bindings } from '../../symbolic/shown-count.ts';
import { pinnedExpansion } from './pinned-expansion.ts';

/** What is derived, and how its first lines are told apart. */
export interface DerivationChoice {
  readonly of: DerivedQuantity;
  readonly by: Grouping;
}

/** The groupings that say different things of an item or, for the empty path, of the design. */
export function groupingsOf(path: string, expansion: Expansion | null): readonly Grouping[] {
  if (path === '' || expansion === null) return ['group', 'item', 'stage'];
  return expansion.children.length === 0 ? ['group'] : ['group', 'item'];
}

/** Operators that a person can still follow one by one. */
const fewOperators = 40;

/** Where a person begins: a block by its groups, what holds many operators by its items, a design by its stages. */
export function startingGrouping(path: string, expansion: Expansion | null): Grouping {
  if (path === '' || expansion === null) return 'stage';
  return expansion.facts.operators <= fewOperators ? 'group' : 'item';
}

/** The derivation of what the panel shows, in the symbols that are free, ending with the present number. */
export function deriveShown(
  path: string,
  shown: ShownFormulas,
  { numbers, pinned }: Bindings,
  choice: DerivationChoice,
): Result<Derivation> {
  const options = { ...choice, numbers };
  const known = new Map<Expansion, Expansion>();
  const placed = (expansion: Expansion) => pinnedExpansion(expansion, pinned, known);
  if (shown.expansion !== null) return ok(deriveItem(placed(shown.expansion), options, path));
  const items = shown.rows.flatMap(({ paths, expansion }) =>
    paths.map((at) => [at, { expansion: placed(expansion), issues: [] }] as const),
  );
  return deriveDesign({ items: new Map(items) }, options);
}
