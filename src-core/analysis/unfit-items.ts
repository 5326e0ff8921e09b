import type { Issue } from '../errors.ts';
import type { AnalyzedItems, ItemAnalysis } from './item-analysis.ts';
import { sharingIssues } from './weights-check.ts';

type Members = ItemAnalysis['members'];

const sameIssues = (a: readonly Issue[], b: readonly Issue[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** An item that is to run with weights which do not fit it: nothing is counted of it, while what it hands on is known. */
const withoutCounts = (item: ItemAnalysis, issues: readonly Issue[], members: Members): ItemAnalysis => ({
  ...item,
  expansion: null,
  facts: null,
  issues: [...item.issues, ...issues],
  members: item.members ?? members,
});

/** The items of a design that are to run with weights of others which do not fit. */
export class UnfitItems {
  readonly #known = new WeakMap<
    ItemAnalysis,
    { readonly issues: readonly Issue[]; readonly item: ItemAnalysis }
  >();

  /**
   * Those items as they then are: the same objects as before while they and what is wrong with them are. Raises NotSymbolic
   * where whether weights fit depends on the value of a symbol.
   * @param membersOf what is drawn inside an item, for those of which nothing more is known than that
   */
  in(analyzed: AnalyzedItems, membersOf: (item: ItemAnalysis) => Members): ReadonlyMap<string, ItemAnalysis> {
    const unfit = new Map<string, ItemAnalysis>();
    for (const [id, issues] of sharingIssues(analyzed)) {
      const fit = analyzed.items.get(id)!;
      let known = this.#known.get(fit);
      if (known === undefined || !sameIssues(known.issues, issues)) {
        known = { issues, item: withoutCounts(fit, issues, membersOf(fit)) };
        this.#known.set(fit, known);
      }
      unfit.set(id, known.item);
    }
    return unfit;
  }
}
