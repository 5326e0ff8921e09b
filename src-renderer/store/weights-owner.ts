import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { joinPath, nameOf, parentOf } from './navigation.ts';

/** Path of the item whose weights the one at `path` runs with once more; null where it has its own, or none. */
export function weightsOwnerOf(analysis: Analysis, path: string): string | null {
  const weightsOwner = firstUse(analysis, path);
  const facts = weightsOwner === null ? null : (itemAt(analysis, weightsOwner)?.facts ?? null);
  return facts === null || (facts.params === 0n && facts.buffers === 0n) ? null : weightsOwner;
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

/** What is left of the owner's path behind the items that both are in: `level1/convs` for `rpn/level3/convs`. */
export function pathOfOwner(path: string, weightsOwner: string): string {
  const own = path.split('/');
  const parts = weightsOwner.split('/');
  return parts.slice(parts.findIndex((part, index) => part !== own[index])).join('/');
}
