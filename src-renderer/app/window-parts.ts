import { focusItem } from '../canvas/keyboard/focus.ts';
import { neighbour } from '../canvas/neighbour.ts';
import { primaryPath, useSelection } from '../store/selection.ts';

const reachable = 'a[href], button, input, select, textarea, [tabindex]';

/** The parts of the window between which F6 goes, in the order in which they stand. */
const parts = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-part]')];

/** The first thing in a part that Tab would come to. */
const firstIn = (part: HTMLElement): HTMLElement | undefined =>
  [...part.querySelectorAll<HTMLElement>(reachable)].find(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
  );

/** Gives a part the keyboard: of the canvas the selected item, or the first one. */
function enter(part: HTMLElement): boolean {
  if (part.dataset.part === 'canvas') {
    const item = primaryPath(useSelection.getState()) ?? neighbour('down');
    if (item === null) part.focus({ preventScroll: true });
    else focusItem(item);
    return true;
  }
  const first = firstIn(part);
  first?.focus();
  return first !== undefined;
}

/** Goes to the next part of the window, or the one before, that has something for the keyboard. */
export function walkParts(step: 1 | -1): void {
  const all = parts();
  const at = all.findIndex((part) => part.contains(document.activeElement));
  const from = at === -1 && step === -1 ? all.length : at;
  for (let steps = 1; steps <= all.length; steps++) {
    const part = all[(from + step * steps + 2 * all.length) % all.length];
    if (part !== undefined && enter(part)) return;
  }
}
