/** Below it a number is read at a glance, and is written out. */
const longestRead = 1n << 20n;
/** Whose powers are looked for: what counts are halved, shared and tripled by. */
const primes = [2n, 3n, 5n, 7n] as const;

/** A number as it is shorter: `factor` times powers of small primes. */
export interface PrimePowers {
  readonly factor: bigint;
  readonly powers: ReadonlyArray<{ readonly prime: bigint; readonly exponent: number }>;
}

/**
 * A positive number as powers of small primes times a rest of at most three digits, where that is shorter than its digits:
 * 274877906944 is 2^38; null of any other, and of all below 2^20.
 */
export function primePowers(value: bigint): PrimePowers | null {
  if (value < longestRead) return null;
  let rest = value;
  const powers: { prime: bigint; exponent: number }[] = [];
  let alone = 1n;
  for (const prime of primes) {
    let exponent = 0;
    for (; rest % prime === 0n; rest /= prime) exponent += 1;
    if (exponent === 1) alone *= prime;
    else if (exponent > 1) powers.push({ prime, exponent });
  }
  const factor = rest * alone;
  return factor < 1000n && powers.length > 0 && powers.length < 3 ? { factor, powers } : null;
}
