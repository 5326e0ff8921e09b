import { ReactFlow, SelectionMode } from '@xyflow/react';
import { t } from '../locale/translate.ts';
import '@xyflow/react/dist/base.css';
import { memo, useEffect, useMemo, useRef } from 'react';
import { useDirection } from '../store/direction.ts';
import { useDocument } from '../store/document.ts';
import { around } from '../store/drawings.ts';
import { goTo, useNavigation } from '../store/navigation.ts';
import { leaveNotes } from '../store/notes.ts';
import { select, useSelection } from '../store/selection.ts';
import { useView } from '../store/view.ts';
import styles from './Canvas.module.css';
import { CanvasMap } from './CanvasMap.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { ContextMenu } from './ContextMenu.tsx';
import { elementsOver } from './corners.ts';
import { Detail } from './Detail.tsx';
import { Dots } from './Dots.tsx';
import { DrawnLayer } from './drawn/DrawnLayer.tsx';
import { DrawnMap } from './drawn/DrawnMap.tsx';
import { EdgePan } from './EdgePan.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { useElements } from './elements.ts';
import { FlowEdges, FlowNodes } from './flow.ts';
import { fromFlow } from './flow-names.ts';
import type { FlowNode, TensorFlowEdge } from './flow-types.ts';
import { flowWords } from './flow-words.ts';
import { HelperLines } from './HelperLines.tsx';
import { ItemNode } from './ItemNode.tsx';
import { KeyWire } from './keyboard/KeyWire.tsx';
import { partOf, pointIn, rest } from './large-level.ts';
import { MetricBar } from './MetricBar.tsx';
import { forgetMessages, keepMessagesClear } from './message-room.ts';
import { Notes } from './notes/Notes.tsx';
import { forgetPointer, notePointer } from './pointer.ts';
import { pointerHandlers } from './pointer-handlers.ts';
import { QuickAdd } from './QuickAdd.tsx';
import { openQuickAdd } from './quick-add.ts';
import { RailNode } from './RailNode.tsx';
import { ReadOnlyBar } from './ReadOnlyBar.tsx';
import { sayReadOnly, watchRefusedDrag } from './read-only.ts';
import { picture } from './shown-picture.ts';
import { TensorEdge } from './TensorEdge.tsx';
import { handTouches, holdByTouch } from './touch-hold.ts';
import { useConnecting } from './use-connecting.ts';
import { useFlowChanges } from './use-flow-changes.ts';
import { useLevel } from './use-level.ts';
import { useScene } from './use-scene.ts';
import { useSharedLight } from './use-shared-light.ts';
import { keepFit, setCanvas, showFirst, zoomLimits } from './viewport.ts';
import { useWireDrag } from './wire-drag.ts';
import { ZoomCluster } from './ZoomCluster.tsx';

const nodeTypes = { item: ItemNode, rail: RailNode };
const edgeTypes = { tensor: TensorEdge };
const hidden = { hideAttribution: true };
const addToSelection = ['Shift', 'Control', 'Meta'];
const middleButton = [1];

/** The grips at the ends of a selected wire: they reach beyond what the ports beside them take, in canvas pixels. */
const wireEndRadius = 10;

/** The design, or the inside of one of its items: a projection of the document that is never saved itself. */
export function Canvas() {
  useSharedLight();
  const analysis = useDocument((state) => state.analysis);
  const opened = useDocument((state) => state.opened);
  const path = useNavigation((state) => state.level);
  const direction = useDirection((state) => state.direction);
  const paths = useSelection((state) => state.paths);
  const edgeIds = useSelection((state) => state.edges);
  const minimap = useView((state) => state.minimap);
  const panels = useView((state) => state.open);
  const words = useMemo(flowWords, []);
  const container = useRef<HTMLDivElement>(null);
  const flowNodes = useRef(new FlowNodes());
  const flowEdges = useRef(new FlowEdges());

  const { level, isComing } = useLevel(analysis, path, opened, direction);
  const { scene, isWaiting: isLaidOutLater } = useScene(level, direction);
  const isWaiting = isComing || isLaidOutLater;
  const { moved, dragged, onNodesChange, onEdgesChange, onDragStop } = useFlowChanges();
  const isLarge = useMemo(() => {
    if (scene !== null) picture.show(scene);
    return picture.isLarge;
  }, [scene]);
  const elements = useElements();
  const part = useMemo(
    () => (scene === null || !isLarge ? scene : partOf(scene, elements)),
    [scene, isLarge, elements],
  );
  const nodes = useMemo(
    () => (part === null ? [] : flowNodes.current.of(part, { selected: new Set(paths), moved, dragged })),
    [part, paths, moved, dragged],
  );
  const edges = useMemo(() => {
    if (scene === null || part === null) return [];
    const selected = new Set(edgeIds);
    if (!isLarge) return flowEdges.current.of(scene, nodes, selected);
    return flowEdges.current.some(scene, part.wires, (id) => picture.courseOf(id), selected);
  }, [scene, part, isLarge, nodes, edgeIds]);
  const connecting = useConnecting();
  const isEditable = level?.isDrawn === true;

  // An item that can no longer be expanded is left for what still surrounds it.
  useEffect(() => {
    if (level === null) goTo(around(useDocument.getState().design, path).level);
  }, [level, path]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another level or document is shown whole
  useEffect(() => {
    // What is drawn is fitted before it is drawn for the first time; of elements React Flow knows the sizes a frame later.
    if (picture.isLarge) showFirst();
    const frame = requestAnimationFrame(showFirst);
    return () => cancelAnimationFrame(frame);
  }, [path, opened, direction, isWaiting]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what a level shows may be readable in another place
  useEffect(rest, [scene]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map comes and goes with what is shown, panels lie over it
  useEffect(() => {
    if (container.current === null) return;
    const { current } = container;
    const follow = () => keepMessagesClear(current);
    // which also tells of each element as it begins to be watched, once the page is laid out
    const observer = new ResizeObserver(follow);
    const drawers = document.querySelectorAll('[data-drawer]');
    for (const each of [current, document.documentElement, ...elementsOver(current), ...drawers])
      observer.observe(each);
    return () => {
      observer.disconnect();
      forgetMessages();
    };
  }, [minimap, isLarge, nodes.length > 0, panels]);

  useEffect(() => {
    if (container.current === null) return;
    // A frame later React Flow knows the new size too.
    const observer = new ResizeObserver(() => requestAnimationFrame(keepFit));
    observer.observe(container.current);
    const handBack = handTouches(container.current);
    return () => {
      observer.disconnect();
      handBack();
    };
  }, []);

  return (
    <section
      ref={container}
      aria-label={t('Canvas')}
      data-canvas
      data-part="canvas"
      tabIndex={-1}
      data-level={path}
      aria-busy={isWaiting}
      className={styles.canvas}
      onPointerMoveCapture={(event) => {
        const isFree = event.buttons === 0 || useWireDrag.getState().from !== null;
        if (isLarge && isFree) pointIn(event);
        notePointer(event);
      }}
      onPointerLeave={forgetPointer}
      onPointerDownCapture={(event) => {
        if (isLarge && holdByTouch(event)) event.stopPropagation();
        if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
        if (!isEditable) watchRefusedDrag(event);
        if ((event.target as Element).closest('[data-note]') === null) leaveNotes();
      }}
      onDoubleClick={(event) => {
        const isPane = (event.target as Element).classList.contains('react-flow__pane');
        if (!isPane) return;
        if (isEditable) openQuickAdd({ x: event.clientX, y: event.clientY });
        else sayReadOnly();
      }}
      onFocus={(event) => {
        const node = (event.target as Element).closest('.react-flow__node')?.getAttribute('data-id');
        if (node != null && (event.target as Element).matches(':focus-visible')) select([fromFlow(node)]);
      }}
    >
      <ReactFlow<FlowNode, TensorFlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={(instance) => {
          setCanvas(instance, container.current);
          showFirst();
        }}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={onDragStop}
        {...pointerHandlers}
        {...connecting}
        edgesReconnectable={isEditable}
        reconnectRadius={wireEndRadius}
        connectionLineComponent={ConnectionLine}
        nodesDraggable={isEditable}
        nodesConnectable={isEditable}
        elementsSelectable
        edgesFocusable={false}
        onlyRenderVisibleElements
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={addToSelection}
        selectionKeyCode={null}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={middleButton}
        panActivationKeyCode="Space"
        zoomOnDoubleClick={false}
        minZoom={isLarge ? zoomLimits.minOfLarge : zoomLimits.min}
        maxZoom={zoomLimits.max}
        nodeDragThreshold={3}
        proOptions={hidden}
        ariaLabelConfig={words}
      >
        <Layers isEditable={isEditable} isLarge={isLarge} hasMap={minimap} isEmpty={nodes.length === 0} />
      </ReactFlow>
      {isEditable && level?.items.length === 0 && <EmptyCanvas />}
      <Controls />
      {level?.isDrawn === false && path !== '' && <ReadOnlyBar />}
    </section>
  );
}

interface LayersProps {
  readonly isEditable: boolean;
  readonly isLarge: boolean;
  readonly hasMap: boolean;
  readonly isEmpty: boolean;
}

/** What moves along with the view: an edit, and a step of a drag, which render the canvas, render none of it. */
const Layers = memo(({ isEditable, isLarge, hasMap, isEmpty }: LayersProps) => (
  <>
    <Dots />
    <Detail />
    <EdgePan />
    <HelperLines />
    {isEditable && <Notes />}
    <KeyWire />
    {isLarge && <DrawnLayer />}
    {hasMap && (isLarge ? <DrawnMap /> : !isEmpty && <CanvasMap />)}
  </>
));

/** What lies over the canvas: rendered no more often than that. */
const Controls = memo(() => (
  <>
    <MetricBar />
    <ZoomCluster />
    <QuickAdd />
    <ContextMenu />
  </>
));
