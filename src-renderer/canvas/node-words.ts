import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { shapeLine } from '../../src-core/scene/node-parts.ts';
import { t } from '../locale/translate.ts';

/** The shape of what leaves an item, in the window's language. */
export const shapeWords = (item: Pick<Item, 'inputs' | 'outputs'>): string =>
  shapeLine(item, (count) => t('{count} tensors', { count }));

/** What stands behind a count of parameters, in the window's language: that several uses run with the same ones, where they do. */
export const paramsWord = (takers: number): string => t(takers === 0 ? 'params' : 'shared');
