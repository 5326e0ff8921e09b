import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Types of file systems that live in memory, as Linux numbers them: tmpfs and ramfs. */
const inMemory = new Set([0x01021994, 0x858458f6]);

/** A model file may have 2 GB; with less than twice that, one in memory would take what the run itself needs. */
const roomy = 4 * 1024 ** 3;

/** What is asked of the file system that a folder lies on. */
export interface Room {
  readonly type: number;
  readonly bsize: number;
  readonly bavail: number;
}

/** Where temporary files may go: the system's folder first, then the one that Linux keeps on a disk. */
export const temporaryPlaces = (): readonly string[] =>
  process.platform === 'linux' ? [tmpdir(), '/var/tmp'] : [tmpdir()];

/**
 * The first place that is not in memory or has room for large models there; the first of all where there is none. A place of
 * which nothing can be learned is taken as it is: writing there says why.
 */
export async function temporaryPlace(
  places: readonly string[] = temporaryPlaces(),
  roomOf: (path: string) => Promise<Room> = statfs,
): Promise<string> {
  for (const place of places) {
    const room = await roomOf(place).catch(() => null);
    if (room === null || !inMemory.has(room.type) || room.bsize * room.bavail >= roomy) return place;
  }
  return places[0] ?? tmpdir();
}
