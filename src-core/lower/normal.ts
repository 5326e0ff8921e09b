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
