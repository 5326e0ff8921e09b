import { create } from 'zustand';
import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { Issue, Result } from '../../../src-core/errors.ts';
import { findItems } from '../../../src-core/find/find.ts';
import type { Found } from '../../../src-core/find/found.ts';
import { parseQuery } from '../../../src-core/find/parse-query.ts';
import { integerText } from '../../../src-core/format.ts';
import { showItem } from '../../canvas/viewport.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { parentOf, reveal, useNavigation } from '../../store/navigation.ts';
import { select } from '../../store/selection.ts';
import { toast } from '../../ui/toasts.ts';

/** The search over the items of the open design. */
interface SearchState {
  readonly isOpen: boolean;
  readonly text: string;
  /** The item that was gone to last; null before the first. */
  readonly current: string | null;
  /** Counts the times the panel was asked for, so that its field takes the keyboard each time. */
  readonly asked: number;
}

export const useSearch = create<SearchState>(() => ({ isOpen: false, text: '', current: null, asked: 0 }));

export const openSearch = (): void => useSearch.setState(({ asked }) => ({ isOpen: true, asked: asked + 1 }));
export const closeSearch = (): void => useSearch.setState({ isOpen: false });
export const setSearch = (text: string): void => useSearch.setState({ text, current: null });

let last: { analysis: Analysis; text: string; found: Result<Found> } | null = null;

/** What a text finds in a design; the same object for the same two. */
export function search(analysis: Analysis, text: string): Result<Found> {
  if (last?.analysis !== analysis || last.text !== text) {
    const query = parseQuery(text);
    last = { analysis, text, found: query.ok ? findItems(analysis, query.value) : query };
  }
  return last.found;
}

function foundNow(): Found | null {
  const { text } = useSearch.getState();
  if (text.trim() === '') return null;
  const found = search(useDocument.getState().analysis, text);
  return found.ok ? found.value : null;
}

/** Why nothing can be found; null where something could. */
export const faultIn = (found: Result<Found>): Issue | null => (found.ok ? null : (found.issues[0] ?? null));

let panel: HTMLElement | null = null;

/** Names the panel, below which nothing is shown; null when it goes. */
export const setPanelElement = (element: HTMLElement | null): void => {
  panel = element;
};

/** Shows an item on its level, selects it, and goes on from there. */
export function goToFound(path: string): void {
  useSearch.setState({ current: path });
  reveal(path);
  // the canvas draws the level first
  requestAnimationFrame(() =>
    requestAnimationFrame(() => showItem(path, panel?.getBoundingClientRect() ?? null)),
  );
}

/** Goes to the item that is found `step` after the current one, over the ends; to the first where there is none yet. */
export function walkFound(step: 1 | -1): void {
  const found = foundNow();
  if (found === null || found.count === 0) return;
  const { current } = useSearch.getState();
  const [path] = found.slice(...windowAt(nextIndex(found, current, step)));
  if (path !== undefined) goToFound(path);
}

const windowAt = (index: number): [number, number] => [index, index + 1];

function nextIndex(found: Found, current: string | null, step: 1 | -1): number {
  if (current === null) return step === 1 ? 0 : found.count - 1;
  const { index, isFound } = found.indexFrom(current);
  // of an item that is found no more, the place is that of the one behind
  const next = step === 1 && !isFound ? index : index + step;
  return (next + found.count) % found.count;
}

/** More items than this are not selected at once. */
const mostSelected = 1_000;

/** Selects every item that is found, on all levels; where the open level has none of them, that of the first is opened. */
export function selectFound(): void {
  const found = foundNow();
  if (found === null || found.count === 0) return;
  const paths = found.slice(0, mostSelected);
  const [first = ''] = paths;
  const { level } = useNavigation.getState();
  if (!paths.some((path) => parentOf(path) === level)) goToFound(first);
  select(paths);
  if (found.count > paths.length)
    toast({
      tone: 'plain',
      text: t('The first {shown} of {count} items are selected', {
        shown: integerText(paths.length),
        count: integerText(found.count),
      }),
    });
}

export const canWalk = (): boolean => useSearch.getState().text.trim() !== '';
