import { toText } from '../../src-core/algebra/print.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import type { Shape } from '../../src-core/language/shape.ts';
import { faultOf } from '../../src-core/scene/node-parts.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';

/** Sizes as they are read aloud, without the batch: `64 by 56 by 56`. */
export const spokenShape = (shape: Shape): string =>
  shape
    .slice(1)
    .map((size) => toText(size))
    .reduce((before, size) => t('{before} by {size}', { before, size }));

export const spokenList = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(t(', '));

/** An item as it is read aloud: its name, what it is, what leaves it, and what is wrong with it. */
export function spokenItem(name: string, item: Item): string {
  const fault = faultOf(item);
  const shapes = item.outputs.map((shape) => (shape === null ? t('shape unknown') : spokenShape(shape)));
  return spokenList([
    name,
    item.definition?.title ?? null,
    spokenList(shapes),
    fault === null ? null : t('has a problem: {problem}', { problem: sentence(fault) }),
  ]);
}
