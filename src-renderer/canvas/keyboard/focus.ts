import { flushSync } from 'react-dom';
import { portKey } from '../../../src-core/scene/ports.ts';
import { select } from '../../store/selection.ts';
import { holdElement } from '../elements.ts';
import { flowNode } from '../flow-names.ts';
import type { WireStart } from '../judging.ts';
import { showItem } from '../viewport.ts';

/** Frames in which an element that has to be made first may come. */
const patience = 60;
let awaited = 0;

/** Gives an element the keyboard as soon as it is there, unless another is asked for meanwhile. */
function focusWhenThere(selector: string): void {
  const request = ++awaited;
  const look = (frames: number): void => {
    if (request !== awaited) return;
    const element = document.querySelector<HTMLElement>(`[data-canvas] ${selector}`);
    // the canvas moves the view itself, where that is needed
    if (element !== null) element.focus({ preventScroll: true });
    else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  look(patience);
}

/** Selects an item, makes an element of it and shows it; at once, so that a key that follows finds it. */
function bringUp(path: string): void {
  flushSync(() => {
    select([path]);
    holdElement(path);
  });
  showItem(path);
}

/** Selects an item, shows it and gives it the keyboard. */
export function focusItem(path: string): void {
  bringUp(path);
  focusWhenThere(`.react-flow__node[data-id="${CSS.escape(flowNode(path))}"]`);
}

/** Selects the item of a port, shows it and gives the port the keyboard. */
export function focusPort({ item, port, kind }: WireStart): void {
  bringUp(item);
  focusWhenThere(`[data-port="${CSS.escape(portKey(item, port))}"][data-kind="${kind}"][tabindex]`);
}
