import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Rect } from '../../../src-core/scene/geometry.ts';
import { t } from '../../locale/translate.ts';
import { useSelection } from '../../store/selection.ts';
import { useTheme } from '../../ui/theme.ts';
import { whenIdle } from '../../work/idle.ts';
import { picture } from '../shown-picture.ts';
import { leaveFit } from '../viewport.ts';
import styles from './DrawnMap.module.css';
import { inkOf } from './ink.ts';

const size = { width: 92, height: 128 } as const;
const margin = 6;

interface Scale {
  readonly x: number;
  readonly y: number;
  readonly by: number;
}

/** How a level is brought into the corner: whole, in the middle. */
function scaleOf({ x, y, width, height }: Rect): Scale {
  const by = Math.min((size.width - 2 * margin) / width, (size.height - 2 * margin) / height);
  return { x: size.width / 2 - (x + width / 2) * by, y: size.height / 2 - (y + height / 2) * by, by };
}

const sameRect = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

function paint(canvas: HTMLCanvasElement, bounds: Rect): void {
  const density = window.devicePixelRatio;
  canvas.width = size.width * density;
  canvas.height = size.height * density;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { colour } = inkOf(canvas.parentElement ?? document.body);
  const { x, y, by } = scaleOf(bounds);
  const selected = new Set(useSelection.getState().paths);
  context.setTransform(density, 0, 0, density, 0, 0);
  const box = (node: Rect) =>
    context.fillRect(
      node.x * by + x,
      node.y * by + y,
      Math.max(0.5, node.width * by),
      Math.max(0.5, node.height * by),
    );
  const nodes = picture.nodesIn(bounds);
  context.fillStyle = colour['line-strong'];
  for (const node of nodes) if (!selected.has(node.path)) box(node);
  context.fillStyle = colour.accent;
  for (const node of nodes) if (selected.has(node.path)) box(node);
}

/** The whole of a large level in a corner; a click or a drag there moves the view. */
export function DrawnMap() {
  const flow = useReactFlow();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  const [bounds, setBounds] = useState<Rect>(() => picture.bounds() ?? { x: 0, y: 0, ...size });
  const store = useStoreApi();

  useEffect(() => {
    let takeBack = () => {};
    // After the frame of the level itself: each of thousands of items is drawn here, too.
    const redraw = () => {
      takeBack();
      takeBack = whenIdle(() => {
        const whole = picture.bounds();
        if (whole === null || canvas.current === null) return;
        paint(canvas.current, whole);
        setBounds((known) => (sameRect(known, whole) ? known : whole));
      });
    };
    redraw();
    const stops = [
      // what is on the move is drawn where it is let go
      picture.onChange(() => !picture.isMoving && redraw()),
      useSelection.subscribe((now, before) => now.paths !== before.paths && redraw()),
      useTheme.subscribe(redraw),
    ];
    return () => {
      takeBack();
      for (const stop of stops) stop();
    };
  }, []);

  const scale = useMemo(() => scaleOf(bounds), [bounds]);
  // a step of a pan or zoom renders nothing
  useEffect(() => {
    const follow = () => {
      if (frame.current === null) return;
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const left = (-x / zoom) * scale.by + scale.x;
      const top = (-y / zoom) * scale.by + scale.y;
      frame.current.style.transform = `translate(${left}px, ${top}px)`;
      frame.current.style.width = `${(width / zoom) * scale.by}px`;
      frame.current.style.height = `${(height / zoom) * scale.by}px`;
    };
    follow();
    return store.subscribe(({ transform, width, height }, before) => {
      const isMoved = transform !== before.transform;
      if (isMoved || width !== before.width || height !== before.height) follow();
    });
  }, [store, scale]);

  const go = (event: React.PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    const corner = event.currentTarget.getBoundingClientRect();
    leaveFit();
    void flow.setCenter(
      (event.clientX - corner.left - scale.x) / scale.by,
      (event.clientY - corner.top - scale.y) / scale.by,
      { zoom: flow.getZoom() },
    );
  };
  return (
    <div
      role="img"
      aria-label={t('Map of the canvas')}
      data-over="bottom"
      className={styles.map}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas ref={canvas} className={styles.canvas} />
      <span ref={frame} className={styles.frame} />
    </div>
  );
}
