import { isRecord } from '../document/json-fault.ts';
import { crc32 } from './crc.ts';
import type { Entry, JournalRecord } from './record.ts';

const kinds: ReadonlySet<unknown> = new Set<JournalRecord['kind']>([
  'state',
  'commit',
  'undo',
  'redo',
  'saved',
  'discarded',
]);

/** A record as one line of a journal, without the line break: checksum, number, JSON. */
export function writeLine({ number, record }: Entry): string {
  const body = `${number} ${JSON.stringify(record)}`;
  return `${crc32(body)} ${body}`;
}

/** The number of a line that is whole; null for one that was torn or is something else. */
export function lineNumber(line: string): number | null {
  const body = line.slice(9);
  if (line.charAt(8) !== ' ' || crc32(body) !== line.slice(0, 8)) return null;
  const number = Number(body.slice(0, body.indexOf(' ')));
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** Whether a whole line holds a state; read off its beginning, for files that are long. */
export const isState = (line: string): boolean => /^[0-9a-f]{8} \d+ \{"kind":"state",/.test(line);

/** The entry on a line; null for a line that was torn, or whose record this version does not know. */
export function readLine(line: string): Entry | null {
  const number = lineNumber(line);
  if (number === null) return null;
  // The checksum says that this is what was written.
  const record: unknown = JSON.parse(line.slice(line.indexOf(' ', 9) + 1));
  return isRecord(record) && kinds.has(record.kind)
    ? { number, record: record as unknown as JournalRecord }
    : null;
}
