import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from './items.ts';
import { joinPath, nameOf, parentOf } from './navigation.ts';

/** Path of the item whose weights the one at `path` runs with once more; null where it has its own, or none. */
export function lenderOf(analysis: Analysis, path: string): string | null {
  if (itemAt(analysis, path)?.expansion?.borrows !== true) return null;
  const parent = parentOf(path);
  const child = itemAt(analysis, parent)?.expansion?.children.find(({ name }) => name === nameOf(path));
  if (child?.weightsOf !== undefined) return joinPath(parent, child.weightsOf);
  // The whole item around it runs once more, and this one with it.
  const around = lenderOf(analysis, parent);
  return around === null ? null : joinPath(around, nameOf(path));
}
