import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useConvention } from '../../store/convention.ts';
import { useView } from '../../store/view.ts';
import { boxed } from '../box-selection.ts';
import { carryElements } from '../carry-elements.ts';
import { picture } from '../shown-picture.ts';
import styles from './DrawnLayer.module.css';
import { DrawnCanvas } from './drawn-canvas.ts';

/**
 * A large level, drawn: everything that no element stands for, at every distance. The outline is its twin for the
 * keyboard and for screen readers. What a test can hold on to: `data-drawn-items`, how many items the last frame that drew any drew, and
 * `data-placed-items`, how many the last change placed anew.
 */
export function DrawnLayer() {
  const flow = useStoreApi();
  const layer = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLDivElement>(null);
  const second = useRef<HTMLDivElement>(null);
  const upper = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnCanvas>(null);
  const convention = useConvention();
  const latest = useRef(convention);

  useEffect(() => {
    latest.current = convention;
    drawn.current?.draw();
  }, [convention]);

  useEffect(
    () =>
      useView.subscribe(({ unitBase }, before) => {
        if (unitBase !== before.unitBase) drawn.current?.draw();
      }),
    [],
  );

  useEffect(() => {
    if (layer.current === null || first.current === null || second.current === null || upper.current === null)
      return;
    const viewOf = () => {
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      return { x, y, zoom, width, height, density: window.devicePixelRatio };
    };
    const canvas = new DrawnCanvas({
      layer: layer.current,
      grounds: [first.current, second.current],
      upper: upper.current,
      picture,
      viewOf,
      conventionOf: () => latest.current,
    });
    drawn.current = canvas;
    const stop = flow.subscribe((now, before) => {
      const { transform, width, height, userSelectionRect } = now;
      if (transform !== before.transform || width !== before.width || height !== before.height)
        canvas.follow();
      if (userSelectionRect === before.userSelectionRect || userSelectionRect === null) return;
      const [x, y, zoom] = transform;
      boxed.cover({
        x: (userSelectionRect.x - x) / zoom,
        y: (userSelectionRect.y - y) / zoom,
        width: userSelectionRect.width / zoom,
        height: userSelectionRect.height / zoom,
      });
    });
    const stopCarrying = picture.onChange(carryElements);
    return () => {
      stop();
      stopCarrying();
      canvas.stop();
      drawn.current = null;
    };
  }, [flow]);

  return (
    <div ref={layer} aria-hidden data-drawn-items="0" className={styles.layer}>
      <div ref={first} data-ground className={styles.plane} />
      <div ref={second} data-ground hidden className={styles.plane} />
      <div ref={upper} className={styles.plane} />
    </div>
  );
}
