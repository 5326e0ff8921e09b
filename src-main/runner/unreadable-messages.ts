import type { ChildProcess } from 'node:child_process';

/** The end of the line to a child, which Node keeps under a symbol of its own. */
interface Line {
  onread?: (this: unknown, ...read: unknown[]) => unknown;
}

/**
 * Hears of bytes on the line from a child that are no message, such as what a library prints to a wrong descriptor. Node throws
 * for these where nothing can catch it, which ends the process that started the child: the window's, with everything in it.
 * Where Node keeps the line elsewhere, nothing changes.
 */
export function onUnreadable(child: ChildProcess, unreadable: () => void): void {
  const key = Object.getOwnPropertySymbols(child).find(({ description }) => description === 'kChannelHandle');
  const line = key === undefined ? undefined : (child as unknown as Record<symbol, Line | null>)[key];
  const { onread } = line ?? {};
  if (line == null || onread === undefined) return;
  line.onread = function read(...parts) {
    try {
      return onread.apply(this, parts);
    } catch {
      unreadable();
      return undefined;
    }
  };
}
