import type { Expr } from '../algebra/expression.ts';
import type { Analysis } from '../analysis/analyzer.ts';
import { copyName } from '../analysis/drawn-parts.ts';
import type { ItemAnalysis } from '../analysis/item-analysis.ts';
import type { Result } from '../errors.ts';
import { fail, ok } from '../errors.ts';
import type { Expansion } from '../language/expansion.ts';
import { drawnKindOf } from '../language/roles.ts';
import type { FoundEntry, FoundInside } from './found.ts';
import { Found, inOrder, nothing } from './found.ts';
import { fitsQuery } from './matching.ts';
import type { Progress } from './path-progress.ts';
import { beforeAny, isComplete, stepped } from './path-progress.ts';
import type { Query } from './query.ts';
import { comparisonsIn, pathsIn } from './query.ts';
import { firstFault } from './query-fault.ts';
import type { Subject } from './subject.ts';

class Search {
  readonly #query: Query;
  readonly #paths: readonly (readonly string[])[];
  readonly #analysis: Analysis;
  /** Whether how deep an item stands makes a difference. */
  readonly #needsLevel: boolean;
  readonly #known = new Map<Expansion, Map<string, FoundInside>>();

  constructor(query: Query, analysis: Analysis) {
    this.#query = query;
    this.#paths = pathsIn(query);
    this.#analysis = analysis;
    this.#needsLevel = comparisonsIn(query).some(({ name }) => name.toLowerCase() === 'level');
  }

  run(): FoundInside {
    const before = beforeAny(this.#paths);
    return inOrder(
      this.#analysis.order.map((id) => this.#item(this.#analysis.items.get(id)!, id, 1, before)),
    );
  }

  #item(item: ItemAnalysis, way: string, level: number, before: Progress): Omit<FoundEntry, 'before'> {
    const progress = way.split('/').reduce((sofar, name) => stepped(this.#paths, sofar, name), before);
    const isFound = this.#isFound({ ...item, name: item.id, level }, progress);
    if (item.expansion !== null)
      return { way, isFound, inside: this.#inside(item.expansion, level + 1, progress) };
    const isRepeated = drawnKindOf(item.definition) === 'repeated';
    const members = [...(item.members?.values() ?? [])].map((member) =>
      this.#item(
        member,
        isRepeated ? `${copyName(1)}/${member.id}` : member.id,
        level + (isRepeated ? 2 : 1),
        progress,
      ),
    );
    return { way, isFound, inside: inOrder(members) };
  }

  #inside(expansion: Expansion, level: number, progress: Progress): FoundInside {
    if (expansion.children.length === 0) return nothing;
    let alike = this.#known.get(expansion);
    if (alike === undefined) {
      alike = new Map();
      this.#known.set(expansion, alike);
    }
    const key = `${this.#needsLevel ? level : ''}|${progress.join()}`;
    const known = alike.get(key);
    if (known !== undefined) return known;
    const found = inOrder(
      expansion.children.map(({ name, expansion: inner }) => {
        const next = stepped(this.#paths, progress, name);
        const isFound = this.#isFound({ ...inner, name, level }, next);
        return { way: name, isFound, inside: this.#inside(inner, level + 1, next) };
      }),
    );
    alike.set(key, found);
    return found;
  }

  #isFound(subject: Subject, progress: Progress): boolean {
    const verdict = fitsQuery(subject, this.#query, {
      totalOf: (measure) => this.#totalOf(measure),
      isAt: (path) => isComplete(path, progress[this.#paths.indexOf(path)]!),
    });
    return verdict === true;
  }

  #totalOf(measure: string): bigint | null {
    const { totals } = this.#analysis;
    if (totals === null) return null;
    const counts: Readonly<Record<string, Expr>> = {
      params: totals.params,
      macs: totals.macs,
      flops: typeof totals.macs === 'bigint' ? 2n * totals.macs : totals.macs,
      activations: totals.activationBytes,
      operators: BigInt(totals.operators),
    };
    const total = counts[measure];
    return typeof total === 'bigint' ? total : null;
  }
}

/**
 * Finds the items of a design that fit a query, at any depth. Equal insides are looked at once, so the work grows with what
 * differs in the design, not with its copies. An item of which too little is known does not fit. Issues: a name that no
 * item of the design has, and comparisons without sense, each at its character.
 */
export function findItems(analysis: Analysis, query: Query): Result<Found> {
  const fault = firstFault(query, analysis);
  return fault === null ? ok(new Found(new Search(query, analysis).run())) : fail(fault);
}
