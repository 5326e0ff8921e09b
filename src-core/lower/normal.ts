/**
 * The standard normal value whose probability is (word + 1/2) / 2^32: the inverse of the distribution function, so
 * uniform words give normal values, from -6.3 to 6.3. `word` is a whole number from 0 to 2^32 - 1.
 *
 * Rational approximations of Wichura, algorithm AS 241, PPND7 (Applied Statistics 37, 1988), right to about 1 part in
 * 10^7. Only + - * / and the square root are used, which IEEE 754 rounds alike on every machine; Math.log and
 * Math.cos would not do, since engines differ in their last bit.
 */
export function normalOf(word: number): number {
  const q = (word - 2_147_483_647.5) / 4_294_967_296;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    );
  }
  // The smaller tail is twice / 2^33, with `twice` an odd number below 2^31.
  const twice = 2 * (q < 0 ? word : 4_294_967_295 - word) + 1;
  const r = Math.sqrt(33 * ln2 - logOf(twice));
  const size = r <= 5 ? nearTail(r - 1.6) : farTail(r - 5);
  return q < 0 ? -size : size;
}

const nearTail = (r: number): number =>
  (((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777) /
  ((0.12021132975 * r + 0.7370016425) * r + 1);

const farTail = (r: number): number =>
  (((0.017337203997 * r + 0.42868294337) * r + 3.081226386) * r + 6.657905115) /
  ((0.012258202635 * r + 0.24197894225) * r + 1);

const ln2 = Math.LN2;
const sqrt2 = Math.SQRT2;

/** Natural logarithm of a whole number from 1 to 2^31 - 1, to about 1 part in 10^10: 2 atanh((m - 1)/(m + 1)). */
function logOf(n: number): number {
  let exponent = 31 - Math.clz32(n);
  let mantissa = n / (1 << exponent);
  if (mantissa > sqrt2) {
    mantissa /= 2;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const t = s * s;
  return exponent * ln2 + 2 * s * (1 + t * (1 / 3 + t * (1 / 5 + t * (1 / 7 + t * (1 / 9 + t / 11)))));
}

/** The words between two powers of two are cut into so many cells, each half as wide as those of the next octave. */
const octaveBits = 6;
const octaveCells = 2 ** octaveBits;

/**
 * A straight line across each cell of the lower half: its value at word 0, then its slope. A cell's place is the number of leading
 * zeros of its words, then the six bits below their leading one; word 0 has one of its own.
 */
const lines = new Float64Array(2 * 33 * octaveCells);
lines[2 * 32 * octaveCells] = normalOf(0);
for (let octave = 0; octave < 31; octave++) {
  for (let cell = 0; cell < octaveCells; cell++) {
    const width = Math.max(1, 2 ** octave / octaveCells);
    const low = 2 ** octave + Math.floor((cell * 2 ** octave) / octaveCells);
    const slope = (normalOf(low + width) - normalOf(low)) / width;
    lines.set([normalOf(low) - slope * low, slope], 2 * ((31 - octave) * octaveCells + cell));
  }
}

/**
 * Fills `target` from `start` on with normal values of that standard deviation, one for each word. The lines stand for `normalOf`,
 * to 2 parts in 10^5: their cells narrow towards the tails as the law bends there. So no word takes another way than the
 * others, which a processor would have to guess.
 */
export function fillNormals(
  words: Uint32Array,
  target: Float32Array,
  start: number,
  deviation: number,
): void {
  for (let i = 0; i < words.length; i++) {
    const word = (words[i] as number) | 0;
    // All ones in the upper half, which mirrors the lower one.
    const upper = word >> 31;
    const low = word ^ upper;
    const zeros = Math.clz32(low);
    const line = ((zeros << octaveBits) | (((low << zeros) << 1) >>> (32 - octaveBits))) << 1;
    const value = (lines[line] as number) + (lines[line | 1] as number) * low;
    target[start + i] = deviation * ((upper | 1) * value);
  }
}
