/** Entries that are copied together. */
const shelfSize = 64;

/**
 * A map from names that never changes. Another with some values replaced shares everything else, so that replacing one of
 * thousands copies one shelf and the list of shelves.
 */
export class SharedMap<V> implements ReadonlyMap<string, V> {
  readonly #places: ReadonlyMap<string, number>;
  readonly #shelves: readonly (readonly V[])[];

  private constructor(places: ReadonlyMap<string, number>, shelves: readonly (readonly V[])[]) {
    this.#places = places;
    this.#shelves = shelves;
  }

  static of<V>(entries: ReadonlyMap<string, V>): SharedMap<V> {
    const values = [...entries.values()];
    const places = new Map([...entries.keys()].map((name, place) => [name, place]));
    const shelves: V[][] = [];
    for (let start = 0; start < values.length; start += shelfSize) {
      shelves.push(values.slice(start, start + shelfSize));
    }
    return new SharedMap(places, shelves);
  }

  /** The same names with other values for some of them; a new name is a programmer's error. */
  replaced(changes: ReadonlyMap<string, V>): SharedMap<V> {
    const shelves = [...this.#shelves];
    const copied = new Map<number, V[]>();
    for (const [name, value] of changes) {
      const place = this.#places.get(name);
      if (place === undefined) throw new Error(`there is no ${name} to replace`);
      const index = Math.floor(place / shelfSize);
      let shelf = copied.get(index);
      if (shelf === undefined) {
        shelf = [...shelves[index]!];
        copied.set(index, shelf);
        shelves[index] = shelf;
      }
      shelf[place % shelfSize] = value;
    }
    return new SharedMap(this.#places, shelves);
  }

  get size(): number {
    return this.#places.size;
  }

  has(name: string): boolean {
    return this.#places.has(name);
  }

  get(name: string): V | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : this.#shelves[Math.floor(place / shelfSize)]![place % shelfSize];
  }

  forEach(callback: (value: V, name: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  keys(): MapIterator<string> {
    return this.#places.keys();
  }

  *values(): MapIterator<V> {
    for (const shelf of this.#shelves) yield* shelf;
  }

  *entries(): MapIterator<[string, V]> {
    for (const [name, place] of this.#places) {
      yield [name, this.#shelves[Math.floor(place / shelfSize)]![place % shelfSize] as V];
    }
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
}
