import { useEffect } from 'react';
import { sharersOf } from '../../src-core/analysis/weights-sharers.ts';
import { useDocument } from '../store/document.ts';
import { highlight, useHighlight } from '../store/highlight.ts';
import { useSelection } from '../store/selection.ts';

/** Lights all items that run with the weights of the one under the pointer, while nothing else is lit. */
export function useSharedLight(): void {
  useEffect(() => {
    let own = false;
    const light = (path: string | null): void => {
      const sharers = path === null ? [] : sharersOf(useDocument.getState().analysis, path);
      if (own || (sharers.length > 0 && useHighlight.getState().origins.size === 0)) highlight(sharers);
      own = own ? sharers.length > 0 : sharers.length > 0 && useHighlight.getState().origins.has(sharers[0]!);
    };
    const stop = useSelection.subscribe(({ hovered }, before) => {
      if (hovered !== before.hovered) light(hovered);
    });
    return () => {
      stop();
      light(null);
    };
  }, []);
}
