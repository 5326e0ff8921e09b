import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { DetailStep } from './detail.ts';
import { leastBarOf, reachOf, stepAt, zoomPause } from './detail.ts';
import { zoomed } from './viewport.ts';

/** A zoom by more than this factor is followed at once. */
const jump = 1.6;

/**
 * Writes how much detail the zoom leaves room for on the canvas, the least size of letters and the reach of ports, where the
 * style sheets of nodes and wires read them: neither a step of a zoom nor crossing a threshold renders anything. Every node is
 * laid out anew by that, so a zoom that crosses a threshold has it written once it rests.
 */
export function Detail() {
  const flow = useStoreApi();
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const host = mark.current?.closest<HTMLElement>('.react-flow');
    let written: DetailStep | null = null;
    let rest = 0;
    /** The last zoom that what is written was meant for. */
    let suited = 1;
    const write = (step: DetailStep, zoom: number) => {
      if (host == null) return;
      host.dataset.detail = step.says;
      if (step.type !== null) host.style.setProperty('--type', `${step.type}px`);
      host.style.setProperty('--bar-room', `${leastBarOf(step)}px`);
      host.style.setProperty('--reach', `${reachOf(step)}px`);
      flow.setState({ connectionRadius: reachOf(step) });
      written = step;
      suited = zoom;
    };
    const follow = () => {
      const [, , zoom] = flow.getState().transform;
      const step = stepAt(zoom);
      clearTimeout(rest);
      if (step === written) suited = zoom;
      else if (written !== null && Math.max(zoom / suited, suited / zoom) < jump)
        rest = window.setTimeout(() => write(step, zoom), zoomPause);
      else write(step, zoom);
      zoomed(zoom);
    };
    follow();
    const stop = flow.subscribe((now, before) => {
      if (now.transform !== before.transform) follow();
    });
    return () => {
      clearTimeout(rest);
      stop();
    };
  }, [flow]);
  return <span ref={mark} hidden />;
}
