import { useEffect, useRef, useState } from 'react';
import type { Folder } from '../../src-core/contract.ts';
import type { Issue } from '../../src-core/errors.ts';
import { call, useConnection } from '../rpc/services.ts';

export interface FolderView {
  /** The folder that is shown; the last one that could be read while another is being read or cannot be. */
  readonly folder: Folder | null;
  readonly issues: readonly Issue[];
  readonly isReading: boolean;
  /** Shows another folder; null is the top of what may be seen. */
  readonly show: (path: string | null) => void;
}

/**
 * Reads folders one after the other; an answer that comes late for one that was left is dropped. The last one is read anew when
 * the window is connected, at first or again.
 */
export function useFolder(): FolderView {
  const [view, setView] = useState<Omit<FolderView, 'show'>>({ folder: null, issues: [], isReading: true });
  const latest = useRef(0);
  const asked = useRef<string | null>(null);
  const isConnected = useConnection(({ state }) => state === 'open');
  const show = (path: string | null): void => {
    asked.current = path;
    latest.current += 1;
    const mine = latest.current;
    setView((old) => ({ ...old, isReading: true }));
    void call('listFolder', { path }).then((result) => {
      if (mine !== latest.current) return;
      setView((old) => ({
        folder: result.ok ? result.value : old.folder,
        issues: result.ok ? [] : result.issues,
        isReading: false,
      }));
    });
  };
  const first = useRef(show);
  useEffect(() => {
    if (isConnected) first.current(asked.current);
    return () => {
      latest.current += 1;
    };
  }, [isConnected]);
  return { ...view, show };
}
