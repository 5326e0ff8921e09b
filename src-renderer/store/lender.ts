import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from './items.ts';
import { joinPath, nameOf, parentOf } from './navigation.ts';

/** Path of the item whose weights the one at `path` runs with once more; null where it has its own, or none. */
export function lenderOf(analysis: Analysis, path: string): string | null {
  const lender = firstUse(analysis, path);
  const facts = lender === null ? null : (itemAt(analysis, lender)?.facts ?? null);
  return facts === null || (facts.params === 0n && facts.buffers === 0n) ? null : lender;
}

function firstUse(analysis: Analysis, path: string): string | null {
  if (itemAt(analysis, path)?.expansion?.borrows !== true) return null;
  const parent = parentOf(path);
  const child = itemAt(analysis, parent)?.expansion?.children.find(({ name }) => name === nameOf(path));
  if (child?.weightsOf !== undefined) return joinPath(parent, child.weightsOf);
  // The whole item around it runs once more, and this one with it.
  const around = firstUse(analysis, parent);
  return around === null ? null : joinPath(around, nameOf(path));
}

/** What is left of the lender's path behind the items that both are in: `level1/convs` for `rpn/level3/convs`. */
export function lenderFrom(path: string, lender: string): string {
  const own = path.split('/');
  const parts = lender.split('/');
  return parts.slice(parts.findIndex((part, index) => part !== own[index])).join('/');
}
