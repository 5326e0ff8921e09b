import { itemUnder, pointIn } from './large-level.ts';

/** The item that a finger holds, until the finger is lifted. */
let held: string | null = null;

interface Press {
  readonly clientX: number;
  readonly clientY: number;
  readonly pointerType: string;
  readonly isPrimary: boolean;
  readonly target: EventTarget;
}

/**
 * Takes a press of a finger that lands on a drawn item: no pointer was there before to make an element of it.
 * @returns whether the press belongs to that item, and so to nothing else
 */
export function holdByTouch(press: Press): boolean {
  held = null;
  if (press.pointerType !== 'touch' || !press.isPrimary) return false;
  if ((press.target as Element).closest('.react-flow__node, .react-flow__pane')?.matches('.react-flow__node'))
    return false;
  pointIn(press);
  held = itemUnder(press);
  return held !== null;
}

const touchTypes = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;

/** The same touches, as they would be if they had begun on an element. */
function on(element: Element, event: TouchEvent): TouchEvent {
  const moved = (touches: TouchList) =>
    [...touches].map(
      ({ identifier, clientX, clientY, screenX, screenY, pageX, pageY }) =>
        new Touch({ identifier, target: element, clientX, clientY, screenX, screenY, pageX, pageY }),
    );
  return new TouchEvent(event.type, {
    bubbles: true,
    cancelable: true,
    view: window,
    touches: moved(event.touches),
    targetTouches: moved(event.targetTouches),
    changedTouches: moved(event.changedTouches),
  });
}

/**
 * Hands the touches of a held item to its element. A browser sends all touches of a finger to what lay under it first,
 * which was the canvas.
 * @returns ends it
 */
export function handTouches(canvas: HTMLElement): () => void {
  const hand = (event: TouchEvent): void => {
    if (held === null || !event.isTrusted) return;
    const element = canvas.querySelector(`.react-flow__node[data-id="${CSS.escape(held)}"]`);
    if (element === null) return;
    event.stopPropagation();
    if (event.type === 'touchmove' && event.cancelable) event.preventDefault();
    element.dispatchEvent(on(element, event));
    if (event.touches.length === 0) held = null;
  };
  for (const type of touchTypes) canvas.addEventListener(type, hand, { capture: true, passive: false });
  return () => {
    for (const type of touchTypes) canvas.removeEventListener(type, hand, { capture: true });
  };
}
