/** Something that is kept until there is no room for it. */
export interface Kept {
  readonly id: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** What all journals and versions of a person may take together, and the copies of a browser once more. In bytes. */
const keptLimit = 200 * 1024 * 1024;

/** What has to go, the oldest first, until the rest fits. What is in use stays. */
export function beyondLimit<Item extends Kept>(
  items: readonly Item[],
  limit: number = keptLimit,
  isUsed: (id: string) => boolean = () => false,
): readonly Item[] {
  let left = items.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone: Item[] = [];
  for (const item of [...items].sort((a, b) => a.modified - b.modified)) {
    if (left <= limit) break;
    if (isUsed(item.id)) continue;
    gone.push(item);
    left -= item.bytes;
  }
  return gone;
}
