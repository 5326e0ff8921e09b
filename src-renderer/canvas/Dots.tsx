import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './Dots.module.css';

/** Canvas pixels between two dots, and across one. */
const gap = 16;
const size = 1.5;
/** The scale from which on dots are drawn anew, so that they stay round and sharp. */
const coarseFrom = 1.5;
/** Milliseconds of rest after which they are drawn as the zoom has them. */
const rest = 120;
/** Pixels by which the sheet of dots reaches beyond the canvas: no less than lie between two dots at the nearest zoom. */
const margin = 64;
/** The sheet covers the canvas even while it is scaled down. */
const across = `calc((100% + ${2 * margin}px) * ${coarseFrom})`;
const reach = { top: -margin, left: -margin, width: across, height: across };

/** How the dots lie on a sheet at a zoom, in pixels from its corner. */
const patternAt = (zoom: number) => ({
  gap: gap * zoom,
  start: margin - (gap * zoom) / 2,
  radius: (size * zoom) / 2,
});

/**
 * The dots behind a level, at the places where React Flow's `Background` has them. A pan moves the sheet they are on by less
 * than lies between two of them, a zoom scales it, and neither renders, lays out or paints anything until the view rests or is
 * far from the zoom that they were drawn at.
 */
export function Dots() {
  const flow = useStoreApi();
  const sheet = useRef<SVGSVGElement>(null);
  const pattern = useRef<SVGPatternElement>(null);
  const dot = useRef<SVGCircleElement>(null);

  useEffect(() => {
    let drawn = 0;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const place = () => {
      const [x, y, zoom] = flow.getState().transform;
      const scale = zoom / drawn;
      // the sheet grows from its corner, which lies a margin outside: the dots are to grow from the corner of the canvas
      const left = (x % (gap * zoom)) - margin * (scale - 1);
      const top = (y % (gap * zoom)) - margin * (scale - 1);
      const at = `translate(${left}px, ${top}px)`;
      if (sheet.current !== null) sheet.current.style.transform = scale === 1 ? at : `${at} scale(${scale})`;
    };
    const draw = () => {
      clearTimeout(resting);
      if (pattern.current === null || dot.current === null) return;
      drawn = flow.getState().transform[2];
      const at = patternAt(drawn);
      for (const name of ['x', 'y']) pattern.current.setAttribute(name, String(at.start));
      for (const name of ['width', 'height']) pattern.current.setAttribute(name, String(at.gap));
      for (const name of ['cx', 'cy', 'r']) dot.current.setAttribute(name, String(at.radius));
      place();
    };
    draw();
    const stop = flow.subscribe((now, before) => {
      if (now.transform === before.transform) return;
      const scale = now.transform[2] / drawn;
      if (Math.max(scale, 1 / scale) > coarseFrom) draw();
      else {
        place();
        if (now.transform[2] === before.transform[2]) return;
        clearTimeout(resting);
        resting = setTimeout(draw, rest);
      }
    });
    return () => {
      stop();
      clearTimeout(resting);
    };
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
