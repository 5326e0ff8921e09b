import { useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { zoomed } from './viewport.ts';

/** Below these zooms a node says less: first its ports and second line go, then all but its name and bar. */
const middleFrom = 0.34;
const nearFrom = 0.6;

/**
 * Writes how much detail the zoom leaves room for on the canvas, where the style sheets of nodes and wires read it:
 * crossing a threshold renders nothing.
 */
export function Detail() {
  const detail = useStore(({ transform: [, , zoom] }) =>
    zoom < middleFrom ? 'far' : zoom < nearFrom ? 'middle' : 'near',
  );
  const zoom = useStore(({ transform }) => transform[2]);
  useEffect(() => zoomed(zoom), [zoom]);
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const flow = mark.current?.closest<HTMLElement>('.react-flow');
    if (flow != null) flow.dataset.detail = detail;
  }, [detail]);
  return <span ref={mark} hidden />;
}
