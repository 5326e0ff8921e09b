import type { ReactFlowProps } from '@xyflow/react';
import { itemAt, opens } from '../../src-core/analysis/item-paths.ts';
import { useDocument } from '../store/document.ts';
import { goInto } from '../store/entering.ts';
import { hover, select, useSelection } from '../store/selection.ts';
import { boxed } from './box-selection.ts';
import { openContextMenu } from './ContextMenu.tsx';
import { viewMoves } from './elements.ts';
import type { FlowNode, TensorFlowEdge } from './flow-types.ts';
import { itemUnder, rest } from './large-level.ts';
import { isReadOnly } from './read-only.ts';
import { picture } from './shown-picture.ts';
import { leaveFit } from './viewport.ts';
import { hoverTensor } from './wire-drag.ts';

/** Enters an item that has an inside. */
function enter(path: string): void {
  if (opens(itemAt(useDocument.getState().analysis, path))) goInto(path);
}

/** Selects an item, unless it is one of those that are. */
function selectWith(path: string): void {
  if (!useSelection.getState().paths.includes(path)) select([path]);
}

/**
 * What the pointer does on the canvas. The same functions for good: React Flow hands them to every node and wire, and renders all of
 * these again where one is another.
 */
export const pointerHandlers = {
  onMoveStart: (event) => {
    if (event !== null) leaveFit();
    viewMoves();
  },
  onMoveEnd: rest,
  onSelectionEnd: () => {
    const { paths, wires } = boxed.take();
    if (picture.isLarge) select(paths, wires);
  },
  // of several that are selected a plain click keeps the one
  onNodeClick: (event, node) => {
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey;
    if (isPlain && node.type === 'item') select([node.data.path]);
  },
  onNodeDoubleClick: (_, node) => enter(node.data.path),
  onNodeMouseEnter: (_, node) => hover(node.data.path),
  onNodeMouseLeave: () => hover(null),
  onEdgeMouseEnter: (_, edge) => hoverTensor(edge.data?.tensor ?? null),
  onEdgeMouseLeave: () => hoverTensor(null),
  onNodeContextMenu: (event, node) => {
    event.preventDefault();
    selectWith(node.data.path);
    openContextMenu(event);
  },
  onEdgeContextMenu: (event, edge) => {
    event.preventDefault();
    if (!isReadOnly()) select([], [edge.id]);
    openContextMenu(event);
  },
  onPaneContextMenu: (event) => {
    event.preventDefault();
    openContextMenu(event);
  },
  // what is dragged alone leaves behind what is selected elsewhere
  onNodeDragStart: (_, node) => selectWith(node.data.path),
  onPaneClick: (event) => {
    const item = picture.isLarge ? itemUnder(event) : null;
    select(item === null ? [] : [item]);
  },
} satisfies Partial<ReactFlowProps<FlowNode, TensorFlowEdge>>;
