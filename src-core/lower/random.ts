/**
 * Random 32-bit words by their places, the same on every machine: a word is a hash of its place and of three keys, which are
 * hashed from `seed` (an integer from 0 to 2^53 - 1) and `name`. So any part of a stream can be made on its own, and streams
 * of different names are independent of one another and of the order they are made in. The hash multiplies and shifts as
 * Wellons' triple32 does (https://nullprogram.com/blog/2018/07/31/), a key before each multiplication.
 */
export class WordStream {
  readonly #keys: readonly [number, number, number];
  #place: number;

  constructor(seed: number, name: string, place = 0) {
    this.#keys = hash(seed, name);
    this.#place = place;
  }

  /** Replaces all of `words` by the next words of the stream. */
  fill(words: Uint32Array): void {
    const [first, second, third] = this.#keys;
    const start = (this.#place + first) | 0;
    for (let i = 0; i < words.length; i++) {
      let x = (start + i) | 0;
      x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb);
      x = ((x ^ (x >>> 11)) + second) | 0;
      x = Math.imul(x, 0xac4c1b51);
      x = ((x ^ (x >>> 15)) + third) | 0;
      x = Math.imul(x, 0x31848bab);
      words[i] = x ^ (x >>> 14);
    }
    this.#place += words.length;
  }
}

/** Three words that all depend on every character of the name and on the seed: three MurmurHash3 mixes. */
function hash(seed: number, name: string): [number, number, number] {
  const units = [
    seed | 0,
    Math.floor(seed / 2 ** 32),
    ...Array.from(name, (c) => c.codePointAt(0) as number),
  ];
  const mixed = (start: number): number => {
    let h = start;
    for (const unit of units) {
      let k = Math.imul(unit, 0xcc9e2d51);
      k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
      h ^= k;
      h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
    }
    h ^= units.length;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  return [mixed(0x9e3779b9), mixed(0x243f6a88), mixed(0xb7e15162)];
}
