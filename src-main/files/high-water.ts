import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Starts the count of the most memory that this process holds anew, where the system can: Linux's `clear_refs`.
 * https://docs.kernel.org/filesystems/proc.html
 */
export function resetHighWater(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere there is none, and `highWaterBytes` says so.
  }
}

/** The most bytes of memory this process held since `resetHighWater`; null where the system does not tell. */
export function highWaterBytes(): number | null {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
