import { catalogue } from '../../src-core/catalogue.ts';
import type { Collision, Paste, PasteOptions } from '../../src-core/document/clipboard.ts';
import { copySelection, pasteSelection } from '../../src-core/document/clipboard.ts';
import type { Position } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { onLevel, selectedIds, standing } from '../store/drawings.ts';
import { select } from '../store/selection.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { pointerOnCanvas } from './pointer.ts';
import { picture } from './shown-picture.ts';
import { toCanvas } from './viewport.ts';

/** What was copied last in this window, for menus, which may not read the system's clipboard. */
let copied: { readonly text: string; readonly middle: Position } | null = null;
let pastes = 0;
/** Where was pasted last, so that pasting again there does not cover it. */
let last: Position | null = null;

/** How far each further copy stands from the one before. */
const step = 32;

export const allCopied = (): string | null => copied?.text ?? null;

/** The middle of items as they are drawn, or of where they stand where none is drawn. */
function middleOf(ids: readonly string[]): Position {
  const bounds = picture.bounds(onLevel(ids));
  return bounds === null
    ? { x: 0, y: 0 }
    : { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
}

/** Copies the selected items with the wires among them; null where nothing is selected. */
export function copySelected(): string | null {
  const ids = selectedIds();
  if (ids.length === 0) return null;
  const text = copySelection(useDocument.getState().design, new Set(ids));
  copied = { text, middle: middleOf(ids) };
  pastes = 0;
  last = null;
  return text;
}

/** How far copies go from where they were copied: to the pointer, else a step further each time. */
function offsetOf(atPointer: boolean): Position {
  const point = atPointer ? pointerOnCanvas() : null;
  const place = point === null ? null : toCanvas(point.x, point.y);
  if (place === null || copied === null) return { x: pastes * step, y: pastes * step };
  const { middle } = copied;
  return {
    x: Math.round(place.x - middle.x) + (pastes - 1) * step,
    y: Math.round(place.y - middle.y) + (pastes - 1) * step,
  };
}

const isHere = (a: Position | null, b: Position | null): boolean => a?.x === b?.x && a?.y === b?.y;

const pasteOf = (text: string, offset: Position, collisions: PasteOptions['collisions']): Result<Paste> =>
  pasteSelection(useDocument.getState().design, text, offset, {
    parent: standing().parent,
    collisions: collisions ?? 'here',
    means: ({ definition }, name) => catalogue.definitionOf(definition)?.fields[name] === undefined,
  });

/** Asks which variables copied items are to follow where some mean something else here; null where nothing is to be pasted. */
export type AskCollisions = (
  collisions: readonly Collision[],
) => Promise<NonNullable<PasteOptions['collisions']> | null>;

/**
 * Adds what was copied and selects it: at the pointer where it is over the canvas, else a step further each time. Variables
 * that the items name come along; `ask` settles what to do where one is another here.
 */
export async function pasteCopied(
  ask: AskCollisions,
  {
    text = copied?.text,
    atPointer = true,
  }: { readonly text?: string | undefined; readonly atPointer?: boolean } = {},
): Promise<void> {
  if (text === undefined) return;
  const point = atPointer ? pointerOnCanvas() : null;
  if (text !== copied?.text) {
    copied = { text, middle: middleOfText(text) };
    pastes = 0;
  }
  pastes = point === null || isHere(point, last) ? pastes + 1 : 1;
  last = point;
  const offset = offsetOf(atPointer);
  const pasted = pasteOf(text, offset, 'here');
  if (!pasted.ok) {
    toastIssues(pasted.issues, { tone: 'plain' });
    return;
  }
  const { collisions } = pasted.value;
  const way = collisions.length === 0 ? 'here' : await ask(collisions);
  if (way === null) return;
  const settled = way === 'here' ? pasted : pasteOf(text, offset, way);
  if (settled.ok && dispatch(settled.value.edit)) select(onLevel(settled.value.ids));
}

/** The middle of the places in a copy from elsewhere, as far as it has any. */
function middleOfText(text: string): Position {
  const pasted = pasteOf(text, { x: 0, y: 0 }, 'here');
  const edits = pasted.ok && pasted.value.edit.kind === 'batch' ? pasted.value.edit.edits : [];
  const alone = pasted.ok && pasted.value.edit.kind === 'addNode' ? [pasted.value.edit] : [];
  const ids = new Set(pasted.ok ? pasted.value.ids : []);
  const places = [...edits, ...alone].flatMap((edit) =>
    edit.kind === 'addNode' && ids.has(edit.node.id) ? [edit.node.position] : [],
  );
  const middle = (of: readonly number[]) => (Math.min(...of) + Math.max(...of)) / 2;
  return places.length === 0
    ? { x: 0, y: 0 }
    : { x: middle(places.map(({ x }) => x)) + half.x, y: middle(places.map(({ y }) => y)) + half.y };
}

/** Half of what an item takes, in canvas pixels. */
const half = { x: 100, y: 35 } as const;
