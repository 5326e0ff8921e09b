import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { useDocument } from '../store/document.ts';
import { parentOf, useNavigation } from '../store/navigation.ts';
import { useSelection } from '../store/selection.ts';

/** The item whose inside is open, or the nearest around it that is there; empty for the design. */
export function levelSubject(isThere: (path: string) => boolean, level: string): string {
  let at = level;
  while (at !== '' && !isThere(at)) at = parentOf(at);
  return at;
}

/** The path of what the inspector shows: the item that was selected last, else the one whose inside is open. */
export function useSubjectPath(): string {
  const selected = useSelection((state) => state.paths);
  const level = useNavigation((state) => state.level);
  return useDocument(({ analysis }) => {
    const isThere = (path: string) => itemAt(analysis, path) !== null;
    return selected.findLast(isThere) ?? levelSubject(isThere, level);
  });
}
