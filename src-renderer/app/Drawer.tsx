import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Side } from '../store/view.ts';
import { setPanel } from '../store/view.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './Drawer.module.css';

interface DrawerProps {
  readonly side: Exclude<Side, 'bottom'>;
  readonly children: ReactNode;
}

/** A press on the canvas means that no more is wanted of the palette; the inspector says something of what is pressed there. */
const closesByCanvas = { left: true, right: false } as const;

/** A panel that lies over the canvas, for which the window has no room beside it; Escape closes it. */
export function Drawer({ side, children }: DrawerProps) {
  useEffect(() => {
    if (!closesByCanvas[side]) return;
    const close = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest('[data-canvas]') !== null) setPanel(side, false);
    };
    window.addEventListener('pointerdown', close, { capture: true });
    return () => window.removeEventListener('pointerdown', close, { capture: true });
  }, [side]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys reach it from what is inside
    <div
      data-drawer={side}
      className={classNames(styles.drawer, styles[side])}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        setPanel(side, false);
      }}
    >
      {children}
    </div>
  );
}
