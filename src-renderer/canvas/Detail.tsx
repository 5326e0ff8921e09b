import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { detailAt } from './detail.ts';
import { zoomed } from './viewport.ts';

/**
 * Writes how much detail the zoom leaves room for on the canvas, where the style sheets of nodes and wires read it:
 * neither a step of a zoom nor crossing a threshold renders anything.
 */
export function Detail() {
  const flow = useStoreApi();
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const host = mark.current?.closest<HTMLElement>('.react-flow');
    const follow = () => {
      const [, , zoom] = flow.getState().transform;
      const detail = detailAt(zoom);
      if (host != null && host.dataset.detail !== detail) host.dataset.detail = detail;
      zoomed(zoom);
    };
    follow();
    return flow.subscribe((now, before) => {
      if (now.transform !== before.transform) follow();
    });
  }, [flow]);
  return <span ref={mark} hidden />;
}
