import type { Position } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { spliceEdit } from '../store/connections.ts';
import { useDocument } from '../store/document.ts';
import { nodeAt } from '../store/drawings.ts';
import { picture } from './shown-picture.ts';
import { endDropping, useWireDrag } from './wire-drag.ts';

/** How near the middle of an item must come to a wire to be put into it, in canvas pixels. */
const reach = 14;

/** The item that is dragged, where it has no wires and so could go into one. */
interface Loose {
  readonly path: string;
  readonly id: string | null;
  /** What putting it into a wire would be, by the wire; null where it does not fit. */
  readonly judged: Map<string, Edit | null>;
}

let loose: Loose | null = null;

function looseAt(path: string): Loose {
  const { design } = useDocument.getState();
  const id = nodeAt(design, path)?.id ?? null;
  const isWired = design.edges.some(({ from, to }) => from.node === id || to.node === id);
  return { path, id: isWired ? null : id, judged: new Map() };
}

/** Takes note of where an item is while it is dragged alone: a wire under its middle that would take it is marked. */
export function holdOverWire(path: string, { x, y }: Position): void {
  if (loose?.path !== path) loose = looseAt(path);
  const { id, judged } = loose;
  const node = id === null ? undefined : picture.nodeAt(path);
  if (id === null || node === undefined) return;
  const wire = picture.wireAt({ x: x + node.width / 2, y: y + node.height / 2 }, reach)?.id ?? null;
  if (wire !== null && !judged.has(wire))
    judged.set(wire, spliceEdit(useDocument.getState().design, id, wire));
  const target = wire !== null && judged.get(wire) != null ? wire : null;
  if (useWireDrag.getState().target !== target) useWireDrag.setState({ target });
}

/** Ends the drag: what putting the item into the wire below it is, where there is one that takes it. */
export function takeSplice(): Edit | null {
  const { target } = useWireDrag.getState();
  const edit = target === null ? null : (loose?.judged.get(target) ?? null);
  loose = null;
  endDropping();
  return edit;
}
