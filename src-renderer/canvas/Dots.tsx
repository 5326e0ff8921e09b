import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './Dots.module.css';

/** Canvas pixels between two dots, and across one. */
const gap = 16;
const size = 1.5;
/** Pixels by which the sheet of dots reaches beyond the canvas: no less than lie between two dots at the nearest zoom. */
const margin = 64;
const reach = {
  inset: -margin,
  width: `calc(100% + ${2 * margin}px)`,
  height: `calc(100% + ${2 * margin}px)`,
};

/** How the dots lie on a sheet at a zoom, in pixels from its corner. */
const patternAt = (zoom: number) => ({
  gap: gap * zoom,
  start: margin - (gap * zoom) / 2,
  radius: (size * zoom) / 2,
});

/**
 * The dots behind a level, at the places where React Flow's `Background` has them. A pan moves the sheet they are on by less
 * than lies between two of them, and neither renders nor paints anything.
 */
export function Dots() {
  const flow = useStoreApi();
  const sheet = useRef<SVGSVGElement>(null);
  const pattern = useRef<SVGPatternElement>(null);
  const dot = useRef<SVGCircleElement>(null);

  useEffect(() => {
    let drawn = 0;
    const follow = () => {
      if (sheet.current === null || pattern.current === null || dot.current === null) return;
      const [x, y, zoom] = flow.getState().transform;
      const at = patternAt(zoom);
      if (zoom !== drawn) {
        drawn = zoom;
        for (const name of ['x', 'y']) pattern.current.setAttribute(name, String(at.start));
        for (const name of ['width', 'height']) pattern.current.setAttribute(name, String(at.gap));
        for (const name of ['cx', 'cy', 'r']) dot.current.setAttribute(name, String(at.radius));
      }
      sheet.current.style.transform = `translate(${x % at.gap}px, ${y % at.gap}px)`;
    };
    follow();
    return flow.subscribe((now, before) => {
      if (now.transform !== before.transform) follow();
    });
  }, [flow]);

  return (
    <svg ref={sheet} aria-hidden className={styles.sheet} style={reach}>
      <pattern ref={pattern} id="dots" patternUnits="userSpaceOnUse">
        <circle ref={dot} className={styles.dot} />
      </pattern>
      <rect width="100%" height="100%" fill="url(#dots)" />
    </svg>
  );
}
