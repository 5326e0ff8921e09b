/**
 * A stream of random 32-bit words, the same on every machine: the generator sfc32 of PractRand, which uses only
 * integer additions, shifts and exclusive ors. Its state is hashed from `seed` (an integer from 0 to 2^53 - 1) and
 * `name`, so streams of different names are independent of one another and of the order they are made in.
 */
export class WordStream {
  readonly #state: Int32Array;

  constructor(seed: number, name: string) {
    this.#state = Int32Array.of(...hash(seed, name), 1);
    this.fill(new Uint32Array(15));
  }

  /** Replaces all of `words` by the next words of the stream. */
  fill(words: Uint32Array): void {
    let [a, b, c, counter] = this.#state as unknown as [number, number, number, number];
    for (let i = 0; i < words.length; i++) {
      const word = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = ((c << 21) | (c >>> 11)) + word;
      c |= 0;
      words[i] = word;
    }
    this.#state.set([a, b, c, counter]);
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
