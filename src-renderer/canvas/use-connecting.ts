import type {
  Connection,
  FinalConnectionState,
  IsValidConnection,
  OnConnectStart,
  OnReconnect,
} from '@xyflow/react';
import { useMemo } from 'react';
import { wireInto } from '../../src-core/document/wire-into.ts';
import type { PortEnd } from '../../src-core/scene/level.ts';
import { dispatch } from '../store/document.ts';
import { nameOf } from '../store/navigation.ts';
import { toast } from '../ui/toasts.ts';
import { fromFlow } from './flow-names.ts';
import type { TensorFlowEdge } from './flow-types.ts';
import type { WireStart } from './judging.ts';
import { asRef, candidates, join, judge, judgedDesign } from './judging.ts';
import { openQuickAdd } from './quick-add.ts';
import { picture } from './shown-picture.ts';
import { endWireDrag, useWireDrag } from './wire-drag.ts';

/** Milliseconds of judging ports at once, between two frames. */
const slice = 6;

/** The end that React Flow's names stand for. */
const endOf = (node: string, handle: string): PortEnd => ({ item: fromFlow(node), port: fromFlow(handle) });

/**
 * Judges all ports a little at a time, so that the wire follows the pointer meanwhile. Of a large level each is judged when
 * the wire comes near it.
 */
function judgeAll(start: WireStart): void {
  if (picture.isLarge) return;
  const waiting = candidates(start);
  const go = () => {
    if (useWireDrag.getState().from !== start) return;
    const end = performance.now() + slice;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      judge(start, next);
      if (performance.now() > end) break;
    }
    if (waiting.length > 0) setTimeout(go, 0);
  };
  go();
}

/** The port of a node under the pointer that the wire fits, for a wire that is dropped on the node itself. */
function fittingPort(start: WireStart, event: MouseEvent | TouchEvent): PortEnd | null {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (point === undefined) return null;
  const item = document
    .elementFromPoint(point.clientX, point.clientY)
    ?.closest('[data-node]')
    ?.getAttribute('data-node');
  if (item == null) return null;
  const ports = candidates(start).filter((port) => port.item === item);
  const design = judgedDesign();
  const isFree = (port: PortEnd) => start.kind === 'in' || wireInto(design, asRef(port)) === undefined;
  const fits = ports.filter((port) => judge(start, port) === null);
  const refused = ports.map((port) => judge(start, port)).find((reason) => reason !== null);
  if (fits.length === 0 && refused != null) toast({ tone: 'plain', text: `${nameOf(item)}: ${refused}` });
  return fits.find(isFree) ?? fits[0] ?? null;
}

/** What React Flow needs to draw wires: it asks the core whether they fit, and hands every new one to the document. */
export function useConnecting() {
  return useMemo(() => {
    const onConnectStart: OnConnectStart = (_, { nodeId, handleId, handleType }) => {
      if (nodeId === null || handleId === null || handleType === null) return;
      const kind = handleType === 'source' ? 'out' : 'in';
      const from: WireStart = { ...endOf(nodeId, handleId), kind };
      useWireDrag.setState({ from, verdicts: new Map() });
      judgeAll(from);
    };
    const isValidConnection: IsValidConnection<TensorFlowEdge> = ({
      source,
      target,
      sourceHandle,
      targetHandle,
    }) => {
      const { from } = useWireDrag.getState();
      if (from === null || sourceHandle == null || targetHandle == null) return false;
      const other = from.kind === 'out' ? endOf(target, targetHandle) : endOf(source, sourceHandle);
      return judge(from, other) === null;
    };
    const onConnect = ({ source, target, sourceHandle, targetHandle }: Connection) => {
      if (sourceHandle === null || targetHandle === null) return;
      join(endOf(source, sourceHandle), endOf(target, targetHandle));
    };
    // React Flow tells of the wire before it tells of the start.
    const onReconnectStart = (_: unknown, { id }: TensorFlowEdge) => useWireDrag.setState({ moved: id });
    const onReconnect: OnReconnect<TensorFlowEdge> = (_, connection) => onConnect(connection);
    const onConnectEnd = (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const { from } = useWireDrag.getState();
      if (from !== null && state.toHandle === null) finish(from, event);
      endWireDrag();
    };
    return { onConnectStart, isValidConnection, onConnect, onConnectEnd, onReconnectStart, onReconnect };
  }, []);
}

/**
 * A wire dropped on a node takes a port of it that fits; dropped on the empty canvas a new one asks for what to add, one that
 * was taken off is gone.
 */
function finish(from: WireStart, event: MouseEvent | TouchEvent): void {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (point === undefined) return;
  const target = document.elementFromPoint(point.clientX, point.clientY);
  if (target?.closest('[data-node]') != null) {
    const port = fittingPort(from, event);
    if (port === null) return;
    if (from.kind === 'out') join(from, port);
    else join(port, from);
  } else if (target?.classList.contains('react-flow__pane')) {
    const { moved } = useWireDrag.getState();
    if (moved !== null) dispatch({ kind: 'removeEdge', id: moved });
    else
      openQuickAdd(
        { x: point.clientX, y: point.clientY },
        { kind: 'port', port: asRef(from), side: from.kind },
      );
  }
}
