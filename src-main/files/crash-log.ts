import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A log that grows beyond this is put aside, in the place of the one put aside before. Bytes. */
const largest = 256 * 1024;

export interface CrashLog {
  /** Where it is; null where nothing is kept. */
  readonly path: string | null;
  /** Adds a line. Never throws: a log that cannot be written must not be a second crash. */
  record(what: string, detail: string): void;
}

/**
 * What ended without being asked to, one JSON object a line with its time. Written at once, as the process may be about to end.
 * @param folder must be there or be made in one step; null keeps nothing
 * @param facts stand in each line, such as the version
 */
export function crashLog(
  folder: string | null,
  facts: Readonly<Record<string, string>>,
  now: () => Date = () => new Date(),
): CrashLog {
  if (folder === null) return { path: null, record: () => undefined };
  const path = join(folder, 'crashes.log');
  return {
    path,
    record(what, detail) {
      const line = `${JSON.stringify({ time: now().toISOString(), ...facts, what, detail })}\n`;
      try {
        const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > largest) renameSync(path, join(folder, 'crashes.old.log'));
        if (statSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: 0o700 });
        appendFileSync(path, line, { mode: 0o600 });
      } catch {
        // As said above.
      }
    },
  };
}
