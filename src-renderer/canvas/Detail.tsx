import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { DetailStep } from './detail.ts';
import { reachOf, stepAt } from './detail.ts';
import { zoomed } from './viewport.ts';

/**
 * Writes how much detail the zoom leaves room for on the canvas, the least size of letters and the reach of ports, where the
 * style sheets of nodes and wires read them: neither a step of a zoom nor crossing a threshold renders anything.
 */
export function Detail() {
  const flow = useStoreApi();
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const host = mark.current?.closest<HTMLElement>('.react-flow');
    let written: DetailStep | null = null;
    const follow = () => {
      const [, , zoom] = flow.getState().transform;
      const step = stepAt(zoom);
      if (host != null && written !== step) {
        host.dataset.detail = step.says;
        if (step.type !== null) host.style.setProperty('--type', `${step.type}px`);
        host.style.setProperty('--reach', `${reachOf(step)}px`);
        flow.setState({ connectionRadius: reachOf(step) });
        written = step;
      }
      zoomed(zoom);
    };
    follow();
    return flow.subscribe((now, before) => {
      if (now.transform !== before.transform) follow();
    });
  }, [flow]);
  return <span ref={mark} hidden />;
}
