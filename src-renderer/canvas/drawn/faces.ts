import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { Convention } from '../../../src-core/analysis/conventions/convention.ts';
import { expansionCost } from '../../../src-core/analysis/conventions/cost.ts';
import { elementTypeAt } from '../../../src-core/analysis/element-type.ts';
import type { Item } from '../../../src-core/analysis/item-analysis.ts';
import { itemAt, opens } from '../../../src-core/analysis/item-paths.ts';
import { pathOfOwner, weightsOwnerOf } from '../../../src-core/analysis/weights-owner.ts';
import { takersOf } from '../../../src-core/analysis/weights-sharers.ts';
import type { UnitBase } from '../../../src-core/format.ts';
import { unknown } from '../../../src-core/format.ts';
import type { Family } from '../../../src-core/language/definition.ts';
import { itemTitle } from '../../../src-core/language/item-title.ts';
import { shapeText } from '../../../src-core/language/shape.ts';
import type { ItemChange } from '../../../src-core/results/compare-profiles.ts';
import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import { levelOfRail } from '../../../src-core/scene/level.ts';
import type { Cells } from '../../../src-core/scene/node-parts.ts';
import { cellsOf, faultOf } from '../../../src-core/scene/node-parts.ts';
import { t } from '../../locale/translate.ts';
import type { Metric } from '../../store/metrics.ts';
import { largestAt, metricAt, metricTotal } from '../../store/metrics.ts';
import { parentOf } from '../../store/navigation.ts';
import type { MeasuredTime } from '../../store/profile-times.ts';
import type { BarMetric, HeatMetric } from '../../store/view.ts';
import { isMeasured } from '../../store/view.ts';
import type { Figure } from '../../ui/figures.ts';
import {
  costFigure,
  countText,
  differenceText,
  millisecondsText,
  rateUnit,
  shareText,
} from '../../ui/figures.ts';
import { paramsWord, shapeWords } from '../node-words.ts';

/** What the faces of all items are read from. The same object as long as nothing of it changes. */
export interface Reading {
  readonly items: Analysis['items'];
  readonly totals: Analysis['totals'];
  readonly heat: HeatMetric;
  readonly bars: BarMetric;
  readonly convention: Convention;
  readonly unitBase: UnitBase;
  readonly times: ReadonlyMap<string, MeasuredTime> | null;
  readonly totalMs: number | null;
  readonly changes: ReadonlyMap<string, ItemChange> | null;
  readonly isStale: boolean;
}

/** What an item says on the canvas, as `ItemNode` says it. */
export interface Face {
  readonly family: Family;
  readonly hasFault: boolean;
  /** Of the largest item of the level, from 0 to 1: the length of its bar or its place on the heat scale. */
  readonly fraction: number;
  /** Whether the heat tells how far above or below nothing the fraction is. */
  readonly isAway: boolean;
  readonly isHot: boolean;
  readonly isStale: boolean;
  /** Read when they are asked for: far away nobody reads them. */
  readonly words: FaceWords;
}

interface FaceWords {
  readonly title: string;
  readonly shape: string;
  readonly cells: Cells | null;
  readonly opens: boolean;
  /** Stands in the place of figures, for what comes in or goes out. */
  readonly quiet: string | null;
  /** Parameters, or the time while heat shows it. */
  readonly first: Figure;
  readonly second: Figure;
  readonly share: string;
}

/** The faces of a level's items, kept as long as what all of them are read from is the same. */
export class Faces {
  #reading: Reading | null = null;
  #analysis: Analysis | null = null;
  readonly #known = new Map<string, Face>();

  /** Takes what is known now; returns whether faces that were read may say something else. */
  read(analysis: Analysis, reading: Reading): boolean {
    const before = this.#reading;
    this.#analysis = analysis;
    if (before !== null && same(before, reading)) return false;
    this.#reading = reading;
    this.#known.clear();
    return true;
  }

  of(node: SceneNode): Face | null {
    const [analysis, reading] = [this.#analysis, this.#reading];
    if (analysis === null || reading === null) return null;
    const known = this.#known.get(node.path);
    if (known !== undefined) return known;
    const item = itemAt(analysis, node.path);
    if (item === null) return null;
    const face = faceOf(analysis, reading, node.path, item);
    this.#known.set(node.path, face);
    return face;
  }
}

const same = (a: Reading, b: Reading): boolean =>
  a.items === b.items &&
  a.totals === b.totals &&
  a.heat === b.heat &&
  a.bars === b.bars &&
  a.convention === b.convention &&
  a.unitBase === b.unitBase &&
  a.times === b.times &&
  a.totalMs === b.totalMs &&
  a.changes === b.changes &&
  a.isStale === b.isStale;

function faceOf(analysis: Analysis, reading: Reading, path: string, item: Item): Face {
  const { heat, bars, isStale, times } = reading;
  const metric: Metric = heat === 'off' ? bars : heat;
  const value = metricAt(analysis, path, metric, reading);
  const largest = largestAt(analysis, parentOf(path), metric, reading);
  const isTimed = isMeasured(heat);
  const isHot = heat !== 'off' && value !== null && value !== 0 && (!isTimed || times !== null);
  let words: FaceWords | null = null;
  return {
    family: item.definition?.family ?? 'block',
    hasFault: faultOf(item) !== null,
    fraction: value === null || largest === 0 ? 0 : value / largest,
    isAway: heat === 'difference',
    isHot,
    isStale: isHot && isTimed && isStale,
    get words() {
      words ??= wordsOf(analysis, reading, path, item, metric, value, isHot);
      return words;
    },
  };
}

function wordsOf(
  analysis: Analysis,
  { convention, unitBase, times, totalMs }: Reading,
  path: string,
  item: Item,
  metric: Metric,
  value: number | null,
  isHot: boolean,
): FaceWords {
  const { definition } = item;
  const part = definition?.kind === 'operator' ? definition.part : undefined;
  const isBoundary = definition?.kind === 'operator' && definition.boundary !== undefined;
  const total = metricTotal(analysis, metric, totalMs, convention);
  const cost = costFigure(expansionCost(item.expansion, convention), unitBase);
  const owner = weightsOwnerOf(analysis, path);
  const isTime = isMeasured(metric);
  const params: Figure =
    owner === null
      ? {
          value: countText(item.facts?.params),
          unit: paramsWord(takersOf(analysis, path).length),
        }
      : { value: t('weights of {owner}', { owner: pathOfOwner(path, owner) }), unit: '' };
  const measured: Figure =
    metric === 'throughput'
      ? {
          value: value === null ? unknown : value.toFixed(value < 100 ? 1 : 0),
          unit: rateUnit(cost),
        }
      : {
          value: metric === 'difference' ? differenceText(value) : millisecondsText(times?.get(path)?.ms),
          unit: 'ms',
        };
  return {
    title: itemTitle(definition, item.values) ?? unknown,
    shape: shapeWords(item),
    cells: cellsOf(item),
    opens: opens(item),
    quiet: isBoundary
      ? `${elementTypeAt(analysis, path)} · NCHW`
      : part === undefined
        ? null
        : part === 'input'
          ? t('comes in here')
          : t('goes out here'),
    first: isTime && isHot ? measured : params,
    second: cost,
    share: shareText(value === null || total === null || total === 0 ? null : value / total),
  };
}

/** What the end of a level says of the tensor that passes it. */
export function railText(analysis: Analysis, node: SceneNode): string {
  const isFrom = node.ports.every((port) => port.kind === 'out');
  const item = itemAt(analysis, levelOfRail(node.path));
  const shape = (isFrom ? item?.inputs[0] : item?.outputs[0]) ?? null;
  return shape === null ? unknown : shapeText(shape);
}
