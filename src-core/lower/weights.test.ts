import { describe, expect, it } from 'vitest';
import { normalOf } from './normal.ts';
import type { ProgramWeight } from './program.ts';
import { lineNormal, WordStream } from './random.ts';
import { fillWeight, kaimingDeviation, lentWeights, seededWeights } from './weights.ts';

const weight = (name: string, shape: number[], init: ProgramWeight['init'] = 'kaiming'): ProgramWeight => ({
  name,
  shape,
  init,
  trainable: true,
  part: 'conv',
});
const large = weight('stem/conv1/conv.weight', [1000, 100, 3, 3]);

/** Distribution function of the standard normal law, by its series; right to 1e-15 for |x| < 7. */
function normalProbability(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

describe('normal values', () => {
  it('invert the distribution function', () => {
    let worst = 0;
    for (let word = 0; word < 2 ** 32; word += 42_949) {
      const value = normalOf(word);
      const slope = Math.exp(-(value ** 2) / 2) / Math.sqrt(2 * Math.PI);
      worst = Math.max(worst, Math.abs(normalProbability(value) - (word + 0.5) / 2 ** 32) / slope);
    }
    expect(worst).toBeLessThan(2e-6);
  });

  it('are odd, increasing and finite to the last word', () => {
    expect(normalOf(0)).toBeCloseTo(-6.3379, 3);
    let before = Number.NEGATIVE_INFINITY;
    let faults = 0;
    for (let word = 0; word < 2 ** 32; word += 65_521) {
      const value = normalOf(word);
      if (!(value > before) || normalOf(2 ** 32 - 1 - word) !== -value) faults += 1;
      before = value;
    }
    expect(faults).toBe(0);
  });
});

describe('normal values in bulk', () => {
  const of = (words: Uint32Array): Float32Array => Float32Array.from(words, lineNormal);
  const farthest = (words: Uint32Array): number =>
    of(words).reduce((worst, value, i) => Math.max(worst, Math.abs(value - normalOf(words[i]!))), 0);

  it('are those of each word to 2 parts in 100,000, in the middle and in the tails', () => {
    const apart = (step: number) => Uint32Array.from({ length: 100_000 }, (_, i) => i * step);
    for (const step of [1, 71, 4999, 42_949]) {
      expect(farthest(apart(step))).toBeLessThan(2e-5);
      expect(farthest(apart(step).map((word) => 2 ** 32 - 1 - word))).toBeLessThan(2e-5);
    }
  });

  it('are odd and rise with the words where cells and octaves meet', () => {
    const meeting = new Set<number>([0]);
    for (let octave = 0; octave < 32; octave++) {
      for (let cell = 0; cell < 64; cell++) {
        const border = Math.floor(2 ** octave * (1 + cell / 64));
        for (const word of [border - 1, border, border + 1]) meeting.add(word);
      }
    }
    const words = Uint32Array.from(meeting).sort();
    const values = of(words);
    // Neighbouring words of the middle are nearer than 32 bits can tell.
    expect(values.findIndex((value, i) => i > 0 && value < values[i - 1]!)).toBe(-1);
    expect(of(words.map((word) => 2 ** 32 - 1 - word))).toEqual(values.map((value) => -value));
  });
});

describe('Kaiming normal weights', () => {
  const values = fillWeight(large, 7);
  const scaled = Float64Array.from(values, (value) => value / kaimingDeviation(large.shape));

  it('have the deviation sqrt(2 / fan-in)', () => {
    expect(kaimingDeviation([64, 16, 3, 3])).toBe(Math.sqrt(2 / 144));
    expect(kaimingDeviation([10, 2048])).toBe(Math.sqrt(2 / 2048));
  });

  it('have the moments of the normal law', () => {
    const n = scaled.length;
    const moment = (power: number) => scaled.reduce((sum, value) => sum + value ** power, 0) / n;
    // Four standard errors of each estimate.
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it('pass the test of Kolmogorov and Smirnov', () => {
    const sorted = scaled.slice().sort();
    let distance = 0;
    for (const [index, value] of sorted.entries()) {
      const probability = normalProbability(value);
      distance = Math.max(
        distance,
        Math.abs(probability - index / sorted.length),
        Math.abs((index + 1) / sorted.length - probability),
      );
    }
    // 1.95 / sqrt(n) is exceeded once in a thousand.
    expect(distance).toBeLessThan(1.95 / Math.sqrt(sorted.length));
  });

  it('have tails as heavy as the normal law', () => {
    for (const bound of [2, 3, 4]) {
      const expected = 2 * (1 - normalProbability(bound)) * scaled.length;
      const found = scaled.filter((value) => Math.abs(value) > bound).length;
      expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected) + 1);
    }
  });

  it('do not follow one another', () => {
    let sum = 0;
    for (let i = 1; i < scaled.length; i++) sum += scaled[i]! * scaled[i - 1]!;
    expect(Math.abs(sum / scaled.length)).toBeLessThan(4 / Math.sqrt(scaled.length));
  });
});

describe('reproducible weights', () => {
  /** FNV-1a over the bits, so that one changed last bit shows. */
  function fingerprint(values: Float32Array): string {
    let hash = 0x811c9dc5;
    for (const byte of new Uint8Array(values.buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0).toString(16);
  }

  // As a second implementation, in Python, gives them.
  const first = [
    -0.7802165150642395, 0.2514258921146393, 1.1662931442260742, 0.9418739080429077, 0.12133224308490753,
    -0.28183576464653015, 0.2914825677871704, 1.1651537418365479,
  ];

  it('are the same bits on every machine', () => {
    expect(fingerprint(fillWeight(large, 7))).toBe('3cc7a3cf');
    expect(Array.from(fillWeight(weight('a', [4, 2]), 0))).toEqual(first);
  });

  it('depend on the seed and the name, and on nothing else', () => {
    const shape = [8, 4, 3, 3];
    const base = fillWeight(weight('a.weight', shape), 1);
    expect(fillWeight(weight('a.weight', shape), 1)).toEqual(base);
    for (const [name, seed] of [
      ['b.weight', 1],
      ['a.weight', 2],
      ['a.weight', 1 + 2 ** 32],
      ['aa.weight', 1],
    ] as const) {
      expect(fillWeight(weight(name, shape), seed)).not.toEqual(base);
    }
  });

  it('are the same whole and in pieces', () => {
    for (const source of [seededWeights(7), lentWeights(7)]) {
      const joined = new Float32Array(900_000);
      let at = 0;
      let pieces = 0;
      for (const piece of source(large)) {
        joined.set(piece, at);
        at += piece.length;
        pieces += 1;
      }
      expect(at).toBe(900_000);
      expect(pieces).toBe(14);
      expect(fingerprint(joined)).toBe(fingerprint(fillWeight(large, 7)));
    }
  });

  it('start norms as the identity', () => {
    expect(fillWeight(weight('n', [3], 'ones'), 5)).toEqual(Float32Array.of(1, 1, 1));
    expect(fillWeight(weight('n', [3], 'zeros'), 5)).toEqual(new Float32Array(3));
  });
});

describe('random words', () => {
  it('set every bit in half of the words', () => {
    const words = new Uint32Array(100_000);
    new WordStream(3, 'bits').fill(words);
    for (let bit = 0; bit < 32; bit++) {
      const set = words.reduce((sum, word) => sum + ((word >>> bit) & 1), 0);
      expect(Math.abs(set - words.length / 2)).toBeLessThan(4 * Math.sqrt(words.length / 4));
    }
  });

  it('of neighbouring seeds and names have nothing in common', () => {
    const first = (seed: number, name: string) => {
      const words = new Uint32Array(1000);
      new WordStream(seed, name).fill(words);
      return words;
    };
    const base = first(0, 'layer1');
    for (const other of [first(1, 'layer1'), first(0, 'layer2'), first(0, '1layer')]) {
      let bits = 0;
      for (const [index, word] of other.entries()) {
        for (let rest = (word ^ base[index]!) >>> 0; rest !== 0; rest >>>= 1) bits += rest & 1;
      }
      expect(Math.abs(bits - 16_000)).toBeLessThan(4 * Math.sqrt(8000));
    }
  });
});
