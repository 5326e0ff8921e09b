import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import type { Position } from '../../src-core/document/design.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { nodeAt } from '../store/drawings.ts';
import { select, useSelection } from '../store/selection.ts';
import { boxed } from './box-selection.ts';
import type { FlowNode, TensorFlowEdge } from './flow-types.ts';
import { picture } from './shown-picture.ts';

type Places = ReadonlyMap<string, { x: number; y: number }>;
const nowhere: Places = new Map();

/** Applies selections of React Flow's changes to a list of names, keeping the order in which they were chosen. */
function withSelections(
  chosen: readonly string[],
  changes: readonly { type: string; id?: string; selected?: boolean }[],
): readonly string[] {
  let next = chosen;
  for (const change of changes) {
    if (change.type !== 'select' || change.id === undefined) continue;
    const { id } = change;
    if (!change.selected) next = next.filter((other) => other !== id);
    else if (!next.includes(id)) next = [...next, id];
  }
  return next;
}

/**
 * Where the items of a large level are while one of them is dragged: those that are selected with it go along, whether
 * they are elements or drawn.
 */
function carried(moves: readonly (readonly [path: string, to: Position])[]): Places {
  const { design } = useDocument.getState();
  const [path, to] = moves[0] ?? ['', { x: 0, y: 0 }];
  const from = nodeAt(design, path)?.position;
  if (from === undefined) return nowhere;
  const by = { x: to.x - from.x, y: to.y - from.y };
  const selected = useSelection.getState().paths;
  const paths = selected.includes(path) ? selected : [path];
  picture.drag(paths, by);
  return new Map(
    paths.flatMap((each) => {
      const start = nodeAt(design, each)?.position;
      return start === undefined ? [] : [[each, { x: start.x + by.x, y: start.y + by.y }]];
    }),
  );
}

/**
 * Turns what React Flow reports into the selection and the document: places while something is dragged are kept
 * here, and become one edit when it is let go.
 */
export function useFlowChanges() {
  const [moved, setMoved] = useState<Places>(nowhere);
  const latest = useRef<Places>(nowhere);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const { paths, edges } = useSelection.getState();
    if (boxed.paths === null && changes.some((change) => change.type === 'select'))
      select(withSelections(paths, changes), edges);
    const moves = changes.flatMap((change) =>
      change.type === 'position' && change.position !== undefined && change.dragging === true
        ? [[change.id, change.position] as const]
        : [],
    );
    if (moves.length === 0) return;
    latest.current = picture.isLarge ? carried(moves) : new Map([...latest.current, ...moves]);
    setMoved(latest.current);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<TensorFlowEdge>[]) => {
    const { paths, edges } = useSelection.getState();
    if (boxed.paths === null && changes.some((change) => change.type === 'select'))
      select(paths, withSelections(edges, changes));
  }, []);

  const onDragStop = useCallback(() => {
    const places = latest.current;
    latest.current = nowhere;
    setMoved(nowhere);
    const { design } = useDocument.getState();
    const moves = [...places].flatMap(([path, { x, y }]) => {
      const id = nodeAt(design, path)?.id;
      return id === undefined ? [] : [{ id, position: { x: Math.round(x), y: Math.round(y) } }];
    });
    if (moves.length > 0) dispatch({ kind: 'moveNodes', moves });
  }, []);

  return { moved, onNodesChange, onEdgesChange, onDragStop };
}
