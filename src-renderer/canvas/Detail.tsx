import { useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { detailAt } from './detail.ts';
import { zoomed } from './viewport.ts';

/**
 * Writes how much detail the zoom leaves room for on the canvas, where the style sheets of nodes and wires read it:
 * crossing a threshold renders nothing.
 */
export function Detail() {
  const detail = useStore(({ transform: [, , zoom] }) => detailAt(zoom));
  const zoom = useStore(({ transform }) => transform[2]);
  useEffect(() => zoomed(zoom), [zoom]);
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const flow = mark.current?.closest<HTMLElement>('.react-flow');
    if (flow != null) flow.dataset.detail = detail;
  }, [detail]);
  return <span ref={mark} hidden />;
}
