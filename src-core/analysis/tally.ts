import { add, sub } from '../algebra/expression.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Facts } from '../language/facts.ts';
import { eachCount, noFacts } from '../language/facts.ts';
import { boundaryOf } from '../language/roles.ts';
import type { ItemAnalysis } from './item-analysis.ts';
import type { Extent } from './most-work.ts';
import { excessOf, extentOf, isFew } from './most-work.ts';

function replaced(total: Facts, before: Facts, after: Facts): Facts {
  return {
    ...eachCount((pick) => add(sub(pick(total), pick(before)), pick(after))),
    operators: total.operators - before.operators + after.operators,
    opaque: total.opaque - before.opaque + after.opaque,
  };
}

const factsOf = (item: ItemAnalysis | undefined): Facts => item?.expansion?.facts ?? noFacts;

/** Puts a name in a set or takes it out; one that stays keeps its place. */
function note(names: Set<string>, id: string, isIn: boolean): void {
  if (isIn) names.add(id);
  else names.delete(id);
}

/** What the items of a design come to together, kept up to date by subtraction and addition. */
export class Tally {
  #sum: Facts = noFacts;
  #items = 0;
  readonly #unknown = new Set<string>();
  readonly #faulty = new Set<string>();
  /** How many items bring tensors in, and how many take them out. */
  readonly #ends = { input: 0, output: 0 };

  /** Counts `after` in the place of `before`; undefined stands for an item that is not there. */
  replace(before: ItemAnalysis | undefined, after: ItemAnalysis | undefined): void {
    this.#sum = replaced(this.#sum, factsOf(before), factsOf(after));
    this.#items += extentOf(after?.expansion ?? null).items - extentOf(before?.expansion ?? null).items;
    if (before !== undefined) this.#countEnd(before, -1);
    if (after !== undefined) this.#countEnd(after, 1);
    const id = after?.id ?? before?.id ?? '';
    note(this.#unknown, id, after !== undefined && after.expansion === null);
    note(this.#faulty, id, after !== undefined && after.issues.length > 0);
  }

  #countEnd({ definition }: ItemAnalysis, by: 1 | -1): void {
    const end = boundaryOf(definition);
    if (end === 'input' || end === 'output') this.#ends[end] += by;
  }

  /** Names of the items that have issues. */
  get faulty(): Iterable<string> {
    return this.#faulty;
  }

  get #extent(): Extent {
    return { operators: this.#sum.operators, items: this.#items };
  }

  /** Of all that can be counted. Null where an item is unknown, or where there is more than anything that runs. */
  get counted(): Facts | null {
    return isFew(this.#extent) && this.#unknown.size === 0 ? this.#sum : null;
  }

  /** Problems of the design as a whole: nothing comes in, nothing goes out, or there is too much. */
  issues(isEmpty: boolean): Issue[] {
    const { input, output } = this.#ends;
    const excess = excessOf(this.#extent);
    return [
      ...(isEmpty || input > 0 ? [] : [issue('graph/no-input')]),
      ...(isEmpty || output > 0 ? [] : [issue('graph/no-output')]),
      ...(excess === null ? [] : [issue(excess.code, {}, { limit: excess.limit })]),
    ];
  }
}
