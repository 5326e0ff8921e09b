import type { Definition } from '../../src-core/language/definition.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { nodeAt } from '../store/drawings.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { toast } from '../ui/toasts.ts';
import { addAfterSelection, addAt, addIntoWire, replaceItem, takersOf, takes } from './adding.ts';
import { pointAt, useElements } from './elements.ts';
import { isReadOnly, sayReadOnly } from './read-only.ts';
import { picture } from './shown-picture.ts';
import { centreOfView, currentZoom, isOnCanvas, isOverCanvas, showItem, toCanvas } from './viewport.ts';
import { endDropping, useWireDrag } from './wire-drag.ts';

/** The wire under a point of the window, if one is there. */
function wireAt(x: number, y: number): string | null {
  if (!picture.isLarge)
    return document.elementFromPoint(x, y)?.closest('[data-edge]')?.getAttribute('data-edge') ?? null;
  const point = isOnCanvas(x, y) ? toCanvas(x, y) : null;
  if (point !== null) pointAt(point, currentZoom());
  return point === null ? null : useElements.getState().wire;
}

/** The item of the drawing under a point of the window, by its path, if one is there. */
function itemAt(x: number, y: number): string | null {
  const point = isOnCanvas(x, y) ? toCanvas(x, y) : null;
  const node = point === null ? null : picture.itemAt(point);
  return node?.role === 'item' ? node.path : null;
}

let dragged: Definition | null = null;
/** Wires of a large level that were judged since the drag began; too many to judge them all at once. */
const judged = new Set<string>();

function judge(definition: Definition, wire: string): void {
  if (judged.has(wire)) return;
  judged.add(wire);
  if (takes(definition, wire)) useWireDrag.setState(({ takers }) => ({ takers: new Set([...takers, wire]) }));
}

/** After the selected item, or in the middle of the view. */
function add(definition: Definition): void {
  if (isReadOnly()) {
    sayReadOnly();
    return;
  }
  addAfterSelection(definition, primaryPath(useSelection.getState()), centreOfView());
  const added = primaryPath(useSelection.getState());
  if (added !== null) requestAnimationFrame(() => showItem(added));
}

function startDrag(definition: Definition): void {
  dragged = definition;
  judged.clear();
  if (picture.isLarge) return;
  // judging every wire takes a moment; the ghost is drawn first
  setTimeout(() => {
    if (dragged === definition) useWireDrag.setState({ takers: takersOf(definition) });
  }, 0);
}

function dragOver(x: number, y: number): void {
  const target = wireAt(x, y);
  if (picture.isLarge && target !== null && dragged !== null) judge(dragged, target);
  const { takers } = useWireDrag.getState();
  useWireDrag.setState({
    target: target !== null && takers.has(target) ? target : null,
    replaced: target === null ? itemAt(x, y) : null,
  });
}

function endDrag(): void {
  dragged = null;
  endDropping();
}

function drop(definition: Definition, x: number, y: number): void {
  const place = toCanvas(x, y);
  if (!isOverCanvas(x, y) || place === null) return;
  if (isReadOnly()) {
    sayReadOnly();
    return;
  }
  const wire = wireAt(x, y);
  const item = wire === null ? itemAt(x, y) : null;
  const under = item === null ? null : nodeAt(useDocument.getState().design, item);
  if (under !== null) replaceItem(definition, under.id);
  else if (wire === null) addAt(definition, place);
  else if (!addIntoWire(definition, place, wire)) {
    toast({
      tone: 'plain',
      text: t('{title} does not fit into this wire; it stands beside it', { title: definition.title }),
    });
    addAt(definition, place);
  }
}

/** The canvas as a place for items that come from elsewhere in the window. */
export const itemPlace = { add, startDrag, dragOver, endDrag, drop, show: showItem };
