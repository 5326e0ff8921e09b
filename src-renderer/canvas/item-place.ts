import type { Definition } from '../../src-core/language/definition.ts';
import { openDrawing } from '../store/drawings.ts';
import { goTo } from '../store/navigation.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { toast } from '../ui/toasts.ts';
import { addAfterSelection, addAt, addIntoWire, takersOf } from './adding.ts';
import { centreOfView, isOnCanvas, showItem, toCanvas } from './viewport.ts';
import { endDropping, useWireDrag } from './wire-drag.ts';

/** The wire under a point of the window, if one is there. */
const wireAt = (x: number, y: number): string | null =>
  document.elementFromPoint(x, y)?.closest('[data-edge]')?.getAttribute('data-edge') ?? null;

let dragged: Definition | null = null;

/** After the selected item, or in the middle of the view. */
function add(definition: Definition): void {
  if (openDrawing() === null) goTo('');
  addAfterSelection(definition, primaryPath(useSelection.getState()), centreOfView());
}

function startDrag(definition: Definition): void {
  dragged = definition;
  // judging every wire takes a moment; the ghost is drawn first
  setTimeout(() => {
    if (dragged === definition) useWireDrag.setState({ takers: takersOf(definition) });
  }, 0);
}

function dragOver(x: number, y: number): void {
  const target = wireAt(x, y);
  const { takers } = useWireDrag.getState();
  useWireDrag.setState({ target: target !== null && takers.has(target) ? target : null });
}

function endDrag(): void {
  dragged = null;
  endDropping();
}

function drop(definition: Definition, x: number, y: number): void {
  const place = toCanvas(x, y);
  if (!isOnCanvas(x, y) || place === null) return;
  const wire = wireAt(x, y);
  if (wire === null) addAt(definition, place);
  else if (!addIntoWire(definition, place, wire)) {
    toast({ tone: 'plain', text: `${definition.title} does not fit into this wire; it stands beside it` });
    addAt(definition, place);
  }
}

/** The canvas as a place for items that come from elsewhere in the window. */
export const itemPlace = { add, startDrag, dragOver, endDrag, drop, show: showItem };
