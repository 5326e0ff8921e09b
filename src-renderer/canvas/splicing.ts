import type { Position } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { t } from '../locale/translate.ts';
import { spliceEdit } from '../store/connections.ts';
import { useDocument } from '../store/document.ts';
import { nodeAt } from '../store/drawings.ts';
import { replaceWithEdit } from '../store/replacing.ts';
import { picture } from './shown-picture.ts';
import { endDropping, useWireDrag } from './wire-drag.ts';

/** How near the middle of an item must come to a wire to be put into it, in canvas pixels. */
const reach = 14;
/** How near it must come to the middle of another to take its place, as a share of that one's size. */
const share = 0.25;

/** The item that is dragged, where it has no wires and so could go into one, or take the place of another item. */
interface Loose {
  readonly path: string;
  readonly id: string | null;
  /** What putting it into a wire would be, by the wire; null where it does not fit. */
  readonly judged: Map<string, Edit | null>;
  /** What putting it in the place of an item would be, by that one's path. */
  readonly places: Map<string, Edit | null>;
}

/** What letting go of an item does beyond moving it. */
interface Dropped {
  readonly edit: Edit;
  readonly label: string;
  /** Whether the item goes to where the other was. */
  readonly isPlaced: boolean;
}

let loose: Loose | null = null;

function looseAt(path: string): Loose {
  const { design } = useDocument.getState();
  const id = nodeAt(design, path)?.id ?? null;
  const isWired = design.edges.some(({ from, to }) => from.node === id || to.node === id);
  return { path, id: isWired ? null : id, judged: new Map(), places: new Map() };
}

/** What is found once of a drag is kept until it ends. */
function once(known: Map<string, Edit | null>, key: string, find: () => Edit | null): Edit | null {
  if (!known.has(key)) known.set(key, find());
  return known.get(key) ?? null;
}

/** The item about whose middle a point lies, but for the one that is dragged; its path. */
function itemBelow({ x, y }: Position, dragged: string): string | null {
  const found = picture
    .nodesIn({ x, y, width: 1, height: 1 })
    .find(
      (node) =>
        node.path !== dragged &&
        node.role === 'item' &&
        Math.abs(node.x + node.width / 2 - x) < share * node.width &&
        Math.abs(node.y + node.height / 2 - y) < share * node.height,
    );
  return found?.path ?? null;
}

/**
 * Takes note of where an item is while it is dragged alone: a wire under its middle that would take it is marked, or an item
 * whose place it would take.
 */
export function holdOver(path: string, { x, y }: Position): void {
  if (loose?.path !== path) loose = looseAt(path);
  const { id, judged, places } = loose;
  const node = id === null ? undefined : picture.nodeAt(path);
  if (id === null || node === undefined) return;
  const { design } = useDocument.getState();
  const middle = { x: x + node.width / 2, y: y + node.height / 2 };
  const below = itemBelow(middle, path);
  const other = below === null ? undefined : nodeAt(design, below)?.id;
  const isTaken =
    below !== null &&
    other !== undefined &&
    once(places, below, () => replaceWithEdit(design, other, id)) !== null;
  const replaced = isTaken ? below : null;
  const wire = below === null ? (picture.wireAt(middle, reach)?.id ?? null) : null;
  const target =
    wire !== null && once(judged, wire, () => spliceEdit(design, id, wire)) !== null ? wire : null;
  const now = useWireDrag.getState();
  if (now.target !== target || now.replaced !== replaced) useWireDrag.setState({ target, replaced });
}

/** Ends the drag: what letting the item go where it is does; null where it only moves. */
export function takeDropped(): Dropped | null {
  const { target, replaced } = useWireDrag.getState();
  const { id, judged, places } = loose ?? {};
  loose = null;
  endDropping();
  const name = id ?? '';
  const placed = replaced === null ? null : (places?.get(replaced) ?? null);
  if (placed !== null && replaced !== null) {
    const from = nodeAt(useDocument.getState().design, replaced)?.id ?? '';
    return { edit: placed, label: t('Replace {from} with {to}', { from, to: name }), isPlaced: true };
  }
  const spliced = target === null ? null : (judged?.get(target) ?? null);
  return spliced === null
    ? null
    : { edit: spliced, label: t('Put {name} into a wire', { name }), isPlaced: false };
}
