import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import type { Position } from '../../src-core/document/design.ts';
import { batch } from '../../src-core/document/edit.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { beginDragging } from '../store/dragging.ts';
import { nodeAt } from '../store/drawings.ts';
import { select, useSelection } from '../store/selection.ts';
import { boxed } from './box-selection.ts';
import { fromFlow } from './flow-names.ts';
import type { FlowNode, TensorFlowEdge } from './flow-types.ts';
import { hideHelperLines, snapTo } from './helper-lines.ts';
import { picture } from './shown-picture.ts';
import { holdOver, takeDropped } from './splicing.ts';

type Places = ReadonlyMap<string, { x: number; y: number }>;
/** Milliseconds for which a drag has to stand still before wires give way to it. */
const restAfter = 120;
const nowhere: Places = new Map();
const nothing: readonly string[] = [];

/** What is dragged on a large level, and how far. */
interface Carried {
  readonly paths: readonly string[];
  readonly by: Position;
}

/** Applies selections of React Flow's changes to a list of names, keeping the order in which they were chosen. */
function withSelections(
  chosen: readonly string[],
  changes: readonly { type: string; id?: string; selected?: boolean }[],
  nameOf: (id: string) => string,
): readonly string[] {
  let next = chosen;
  for (const change of changes) {
    if (change.type !== 'select' || change.id === undefined) continue;
    const id = nameOf(change.id);
    if (!change.selected) next = next.filter((other) => other !== id);
    else if (!next.includes(id)) next = [...next, id];
  }
  return next;
}

/** Where items are when they are let go. */
function placesOf({ paths, by }: Carried): Places {
  const { design } = useDocument.getState();
  return new Map(
    paths.flatMap((path) => {
      const start = nodeAt(design, path)?.position;
      return start === undefined ? [] : [[path, { x: start.x + by.x, y: start.y + by.y }]];
    }),
  );
}

/**
 * The items of a large level that go along when one of them is dragged, whether they are elements or drawn: those that are
 * selected with it.
 */
function carriedWith(path: string, to: Position): Carried | null {
  const from = nodeAt(useDocument.getState().design, path)?.position;
  if (from === undefined) return null;
  const selected = useSelection.getState().paths;
  return {
    paths: selected.includes(path) ? selected : [path],
    by: { x: to.x - from.x, y: to.y - from.y },
  };
}

/**
 * Turns what React Flow reports into the selection and the document: places while something is dragged are kept
 * here, and become one edit when it is let go. On a large level a step of a drag renders nothing: the picture carries
 * what is dragged along.
 */
export function useFlowChanges() {
  const [moved, setMoved] = useState<Places>(nowhere);
  const [dragged, setDragged] = useState(nothing);
  const latest = useRef<Places>(nowhere);
  const carried = useRef<Carried>(null);
  const rest = useRef(0);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const { paths, edges } = useSelection.getState();
    if (boxed.paths === null && changes.some((change) => change.type === 'select'))
      select(withSelections(paths, changes, fromFlow), edges);
    const moves = changes.flatMap((change) =>
      change.type === 'position' && change.position !== undefined && change.dragging === true
        ? [[fromFlow(change.id), change.position] as const]
        : [],
    );
    const [held] = moves;
    if (held === undefined) return;
    beginDragging();
    // what is dragged alone comes to lie on the lines of others
    const isAlone = moves.length === 1 && useSelection.getState().paths.length < 2;
    const first = [held[0], isAlone ? snapTo(...held) : held[1]] as const;
    if (isAlone) moves.splice(0, 1, first);
    if (!picture.isLarge) {
      if (moves.length === 1) holdOver(...first);
      latest.current = new Map([...latest.current, ...moves]);
      setMoved(latest.current);
      return;
    }
    carried.current = carriedWith(...first);
    if (carried.current === null) return;
    if (carried.current.paths.length === 1) holdOver(...first);
    setDragged(carried.current.paths);
    picture.drag(carried.current.paths, carried.current.by);
    clearTimeout(rest.current);
    rest.current = window.setTimeout(() => picture.rest(), restAfter);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<TensorFlowEdge>[]) => {
    const { paths, edges } = useSelection.getState();
    if (boxed.paths === null && changes.some((change) => change.type === 'select'))
      select(paths, withSelections(edges, changes, String));
  }, []);

  const onDragStop = useCallback(() => {
    clearTimeout(rest.current);
    hideHelperLines();
    const places = carried.current === null ? latest.current : placesOf(carried.current);
    latest.current = nowhere;
    carried.current = null;
    setMoved(nowhere);
    setDragged(nothing);
    const { design } = useDocument.getState();
    const moves = [...places].flatMap(([path, { x, y }]) => {
      const id = nodeAt(design, path)?.id;
      return id === undefined ? [] : [{ id, position: { x: Math.round(x), y: Math.round(y) } }];
    });
    const dropped = takeDropped();
    const move = { kind: 'moveNodes', moves } as const;
    if (dropped !== null && moves.length === 1)
      dispatch(dropped.isPlaced ? dropped.edit : batch([move, dropped.edit]), { label: dropped.label });
    else if (moves.length > 0) dispatch(move);
    if (useDocument.getState().design === design) picture.putBack();
  }, []);

  return { moved, dragged, onNodesChange, onEdgesChange, onDragStop };
}
