import { useEffect, useRef } from 'react';
import type { Side } from '../store/view.ts';
import { setPanel, useView } from '../store/view.ts';
import { useMedia } from '../ui/use-media.ts';

/** Narrower than this in pixels the palette lies over the canvas while it is open, and the toolbar folds into a menu. */
const roomForPalette = 1200;
/** Narrower than this the inspector lies over the canvas too. */
const roomForInspector = 900;

const narrower = (width: number): string => `(max-width: ${width - 0.02}px)`;

/** True where the toolbar has no room for everything, as in half a screen or with the page enlarged. */
export const useIsTight = (): boolean => useMedia(narrower(roomForPalette));

/** Where both panels are drawers, opening one closes the other. */
export function useOneDrawer(areDrawers: boolean): void {
  useEffect(() => {
    if (!areDrawers) return;
    return useView.subscribe(({ open }, before) => {
      if (!open.left || !open.right) return;
      setPanel(before.open.left ? 'left' : 'right', false);
    });
  }, [areDrawers]);
}

/**
 * Whether a panel is a drawer over the canvas. It closes as the window gets too narrow for it, and is open again as it was
 * where there is room.
 */
export function useDrawer(side: Exclude<Side, 'bottom'>): boolean {
  const isDrawer = useMedia(narrower(side === 'left' ? roomForPalette : roomForInspector));
  const wasOpen = useRef<boolean | null>(null);
  useEffect(() => {
    if (isDrawer) {
      wasOpen.current = useView.getState().open[side];
      setPanel(side, false);
    } else if (wasOpen.current !== null) {
      setPanel(side, wasOpen.current);
      wasOpen.current = null;
    }
  }, [isDrawer, side]);
  return isDrawer;
}
