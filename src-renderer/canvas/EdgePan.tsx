import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';

/** Within so many pixels of an edge React Flow moves the view along with what is dragged. */
const reach = 40;

/**
 * Lets the view follow a drag near the edges of the canvas only: React Flow asks for a frame after every frame of a drag that
 * it may follow, wherever the pointer is.
 */
export function EdgePan() {
  const flow = useStoreApi();
  useEffect(() => {
    const allow = (isNear: boolean) => {
      if (flow.getState().autoPanOnNodeDrag !== isNear) flow.setState({ autoPanOnNodeDrag: isNear });
    };
    const follow = ({ buttons, clientX, clientY }: PointerEvent) => {
      const bounds = buttons === 0 ? undefined : flow.getState().domNode?.getBoundingClientRect();
      if (bounds === undefined) return;
      const { left, top, right, bottom } = bounds;
      const isAcross = clientX < left + reach || clientX > right - reach;
      allow(isAcross || clientY < top + reach || clientY > bottom - reach);
    };
    allow(false);
    // ahead of React Flow, which looks at every move whether it may follow
    window.addEventListener('pointermove', follow, true);
    return () => window.removeEventListener('pointermove', follow, true);
  }, [flow]);
  return null;
}
