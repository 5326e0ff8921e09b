import { normalOf } from './normal.ts';

/** The words between two powers of two are cut into so many cells, each half as wide as those of the next octave. */
const octaveBits = 6;
const octaveCells = 2 ** octaveBits;

/** Lines of one half of the words. */
const halfLines = 33 * octaveCells;

/**
 * A straight line across each cell of the words: its values at word 0, and its slopes. A cell's place is the number of leading zeros
 * of its words, then the six bits below their leading one; word 0 has one of its own. Lines of the upper half, which mirrors the
 * lower one, come behind.
 */
const bases = new Float64Array(2 * halfLines);
const slopes = new Float64Array(2 * halfLines);

function setLine(place: number, base: number, slope: number): void {
  bases[place] = base;
  slopes[place] = slope;
  bases[halfLines + place] = -base;
  slopes[halfLines + place] = -slope;
}

setLine(32 * octaveCells, normalOf(0), 0);
for (let octave = 0; octave < 31; octave++) {
  for (let cell = 0; cell < octaveCells; cell++) {
    const width = Math.max(1, 2 ** octave / octaveCells);
    const low = 2 ** octave + Math.floor((cell * 2 ** octave) / octaveCells);
    const slope = (normalOf(low + width) - normalOf(low)) / width;
    setLine((31 - octave) * octaveCells + cell, normalOf(low) - slope * low, slope);
  }
}

/**
 * A standard normal value for a word. The lines stand for `normalOf`, to 2 parts in 10^5: their cells narrow towards the tails as
 * the law bends there. So no word takes another way than the others, which a processor would have to guess.
 */
export function lineNormal(word: number): number {
  const signed = word | 0;
  // All ones in the upper half.
  const upper = signed >> 31;
  const low = signed ^ upper;
  const zeros = Math.clz32(low);
  const cell = (zeros << octaveBits) | (((low << zeros) << 1) >>> (32 - octaveBits));
  const line = cell + (upper & halfLines);
  return (bases[line] as number) + (slopes[line] as number) * low;
}

/** The word, signed, at a place. It multiplies and shifts as Wellons' triple32 does, a key before each multiplication. */
function wordAt(place: number, second: number, third: number): number {
  let x = place;
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb);
  x = ((x ^ (x >>> 11)) + second) | 0;
  x = Math.imul(x, 0xac4c1b51);
  x = ((x ^ (x >>> 15)) + third) | 0;
  x = Math.imul(x, 0x31848bab);
  return x ^ (x >>> 14);
}

/**
 * Random 32-bit words by their places, and values made of them, the same on every machine: a word is a hash of its place
 * (https://nullprogram.com/blog/2018/07/31/) and of three keys, which are hashed from `seed` (an integer from 0 to 2^53 - 1) and
 * `name`. So any part of a stream can be made on its own, and streams of different names are independent of one another and of
 * the order they are made in. Values are made in one loop with their words, which costs a third less than an array of these.
 */
export class WordStream {
  readonly #second: number;
  readonly #third: number;
  #place: number;

  constructor(seed: number, name: string, place = 0) {
    const [first, second, third] = hash(seed, name);
    this.#place = (place + first) | 0;
    this.#second = second;
    this.#third = third;
  }

  /** Replaces all of `words` by the next words of the stream. */
  fill(words: Uint32Array): void {
    const { start, second, third } = this.#next(words.length);
    for (let i = 0; i < words.length; i++) words[i] = wordAt((start + i) | 0, second, third);
  }

  /** Replaces all of `target` by values from -`limit` to `limit`, one for each of the next words. */
  fillUniform(target: Float32Array, limit: number): void {
    const { start, second, third } = this.#next(target.length);
    for (let i = 0; i < target.length; i++) {
      const word = wordAt((start + i) | 0, second, third) >>> 0;
      target[i] = limit * ((2 * word + 1) / 2 ** 32 - 1);
    }
  }

  /** Replaces all of `target` by normal values of that standard deviation, one for each of the next words. */
  fillNormal(target: Float32Array, deviation: number): void {
    const { start, second, third } = this.#next(target.length);
    for (let i = 0; i < target.length; i++)
      target[i] = deviation * lineNormal(wordAt((start + i) | 0, second, third));
  }

  /**
   * Where so many next words begin, and their keys. All are said to be whole numbers of 32 bits, though they are: a compiler
   * that does not know takes half as long again for the loop.
   */
  #next(count: number) {
    const start = this.#place | 0;
    this.#place = (start + count) | 0;
    return { start, second: this.#second | 0, third: this.#third | 0 };
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
