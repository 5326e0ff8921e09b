import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { openDrawing, ownerOf } from '../store/drawings.ts';
import { useNavigation } from '../store/navigation.ts';
import type { Offer } from '../ui/toasts.ts';
import { closeToast, toast } from '../ui/toasts.ts';
import { canDetach, canOwn, detach, editAsOwn } from './own-blocks.ts';

/** Whether the canvas shows the inside of a ready block, which is drawn from its definition and cannot be edited. */
export const isReadOnly = (): boolean => openDrawing() === null;

/** Why nothing can be edited where the canvas is. */
export function whyReadOnly(): string {
  const { analysis } = useDocument.getState();
  const owner = ownerOf(analysis.design, useNavigation.getState().level);
  const title = itemAt(analysis, owner)?.definition?.title ?? owner;
  return t('{title} is a ready block: its fields make what is inside, and nothing can be edited here.', {
    title,
  });
}

/** What can be edited instead of the inside of a ready block. */
export const insteadOfReadOnly = (): readonly Offer[] => [
  ...(canDetach() ? [{ label: t('Detach a copy'), run: detach }] : []),
  ...(canOwn() ? [{ label: t('Edit as own block'), run: editAsOwn }] : []),
];

let said = 0;

/** Says in one message, however often it is asked for, why an edit is not made, and offers what can be done instead. */
export function sayReadOnly(): void {
  closeToast(said);
  const shown = toast({
    tone: 'plain',
    text: whyReadOnly(),
    offers: insteadOfReadOnly().map(({ label, run }) => ({
      label,
      run: () => {
        closeToast(shown);
        run();
      },
    })),
  });
  said = shown;
}

/** So far a press may wander before it is taken for a drag, in pixels of the screen. */
const leastDrag = 8;

/** Whether a port is drawn at a point of the window; those that take no wire let presses through. */
function isAtPort(x: number, y: number): boolean {
  return [...document.querySelectorAll('[data-canvas] [data-port]')].some((port) => {
    const { left, top, right, bottom } = port.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  });
}

/** Says so where a press on an item or port turns into a drag, which would move the item or draw a wire elsewhere. */
export function watchRefusedDrag({
  button,
  target,
  clientX,
  clientY,
}: Pick<PointerEvent, 'button' | 'target' | 'clientX' | 'clientY'>): void {
  const isOnItem = (target as Element).closest('.react-flow__node') !== null;
  if (button !== 0 || !(isOnItem || isAtPort(clientX, clientY))) return;
  const control = new AbortController();
  const { signal } = control;
  window.addEventListener(
    'pointermove',
    (event) => {
      if (Math.hypot(event.clientX - clientX, event.clientY - clientY) < leastDrag) return;
      control.abort();
      sayReadOnly();
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel'] as const)
    window.addEventListener(end, () => control.abort(), { signal });
}
