import { isInteger } from '../algebra/expression.ts';
import type { Analysis } from '../analysis/analyzer.ts';
import type { Convention } from '../analysis/conventions/convention.ts';
import { costUnder, expansionCost } from '../analysis/conventions/cost.ts';
import type { Item } from '../analysis/item-analysis.ts';
import { itemAt } from '../analysis/item-paths.ts';
import { pathOfOwner, weightsOwnerOf } from '../analysis/weights-owner.ts';
import { takersOf } from '../analysis/weights-sharers.ts';
import type { UnitBase } from '../format.ts';
import { boundaryOf, partPortOf } from '../language/roles.ts';
import { paramsUnit } from '../scene/node-parts.ts';
import { costFigure, countText, shareText } from './short-figures.ts';

/** How the numbers of a picture are counted and written. */
export interface Notation {
  readonly convention: Convention;
  readonly unitBase: UnitBase;
}

/** The numbers that an item shows. */
export interface ItemNumbers {
  readonly params: string;
  readonly cost: string;
  /** Its part of the design's cost, as text and from 0 to 1. */
  readonly share: string;
  readonly fraction: number;
}

/** What the numbers of all items are read from, and the design's own cost. */
export class Numbers {
  readonly #analysis: Analysis;
  readonly #notation: Notation;
  readonly #total: number | null;

  constructor(analysis: Analysis, notation: Notation) {
    this.#analysis = analysis;
    this.#notation = notation;
    const { value } = costUnder(analysis, notation.convention);
    this.#total = value !== null && isInteger(value) ? Number(value) : null;
  }

  /** The numbers of an item; null for what comes in or goes out, which has none. */
  of(path: string, item: Item): ItemNumbers | null {
    if (boundaryOf(item.definition) !== undefined || partPortOf(item.definition) !== undefined) return null;
    const owner = weightsOwnerOf(this.#analysis, path);
    const cost = expansionCost(item.expansion, this.#notation.convention);
    const short = costFigure(cost, this.#notation.unitBase);
    const own = cost.value !== null && isInteger(cost.value) ? Number(cost.value) : null;
    const total = this.#total;
    const fraction = own === null || total === null || total === 0 ? null : own / total;
    return {
      params:
        owner === null
          ? `${countText(item.facts?.params)} ${paramsUnit(takersOf(this.#analysis, path).length)}`
          : `weights of ${pathOfOwner(path, owner)}`,
      cost: `${short.value} ${short.unit}`,
      share: shareText(fraction),
      fraction: fraction ?? 0,
    };
  }

  itemAt(path: string): Item | null {
    return itemAt(this.#analysis, path);
  }
}
