import type { Rect } from './geometry.ts';

/** Side of a cell in canvas pixels: about a node with the space around it. */
const cellSize = 512;
/** Cells of one axis that a key keeps apart. */
const columns = 1 << 20;

interface Entry<K> {
  readonly key: K;
  readonly rect: Rect;
  /** The last question that found it, so that an entry in several cells is answered once. */
  asked: number;
}

/** True where two areas share more than an edge. */
export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Areas by where they are, in cells of a grid: what lies in an area is found without looking at what is elsewhere. */
export class SpatialIndex<K> {
  readonly #entries = new Map<K, Entry<K>>();
  readonly #cells = new Map<number, Entry<K>[]>();
  #question = 0;

  /** How many entries the last question looked at. */
  looked = 0;

  get size(): number {
    return this.#entries.size;
  }

  rectOf(key: K): Rect | undefined {
    return this.#entries.get(key)?.rect;
  }

  /** Puts a key at an area, wherever it was before. */
  set(key: K, rect: Rect): void {
    this.delete(key);
    const entry: Entry<K> = { key, rect, asked: 0 };
    this.#entries.set(key, entry);
    for (const cell of cellsOf(rect)) {
      const entries = this.#cells.get(cell);
      if (entries === undefined) this.#cells.set(cell, [entry]);
      else entries.push(entry);
    }
  }

  delete(key: K): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    for (const cell of cellsOf(entry.rect)) {
      const entries = this.#cells.get(cell);
      const at = entries?.indexOf(entry) ?? -1;
      if (entries === undefined || at < 0) continue;
      const last = entries.pop();
      if (last !== undefined && last !== entry) entries[at] = last;
      if (entries.length === 0) this.#cells.delete(cell);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#cells.clear();
  }

  /** The keys of all areas that share more than an edge with one, in no order. */
  within(area: Rect): K[] {
    const found: K[] = [];
    this.#question += 1;
    this.looked = 0;
    const look = (entries: Iterable<Entry<K>>) => {
      for (const entry of entries) {
        this.looked += 1;
        if (entry.asked === this.#question || !overlaps(entry.rect, area)) continue;
        entry.asked = this.#question;
        found.push(entry.key);
      }
    };
    // an area of more cells than there are entries
    const asked = (1 + area.width / cellSize) * (1 + area.height / cellSize);
    if (asked > this.#entries.size) look(this.#entries.values());
    else for (const cell of cellsOf(area)) look(this.#cells.get(cell) ?? []);
    return found;
  }
}

function* cellsOf({ x, y, width, height }: Rect): Generator<number> {
  const [left, right] = [Math.floor(x / cellSize), Math.floor((x + width) / cellSize)];
  const [top, bottom] = [Math.floor(y / cellSize), Math.floor((y + height) / cellSize)];
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) yield row * columns + column;
}
