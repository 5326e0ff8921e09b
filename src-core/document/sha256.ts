const rounds = 64;

/** The first 32 bits of the fractional parts of the roots of the first primes: of cube roots, and of square roots. */
function constants(): { readonly ofRounds: Uint32Array; readonly first: Uint32Array } {
  const primes: number[] = [];
  for (let number = 2; primes.length < rounds; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  const bitsOf = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);
  return {
    ofRounds: Uint32Array.from(primes, (prime) => bitsOf(Math.cbrt(prime))),
    first: Uint32Array.from(primes.slice(0, 8), (prime) => bitsOf(Math.sqrt(prime))),
  };
}

const { ofRounds, first } = constants();

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The bytes with a one, zeros and their number of bits behind them, as whole blocks of 64. */
function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const whole = new Uint8Array(blocks * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

/** Mixes a block of 64 bytes into the state. */
function mix(state: Uint32Array, words: Uint32Array): void {
  for (let at = 16; at < rounds; at++) {
    const [near, far] = [words[at - 2]!, words[at - 15]!];
    const low = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    const high = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    words[at] = words[at - 16]! + low + words[at - 7]! + high;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let at = 0; at < rounds; at++) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + ofRounds[at]! + words[at]!) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index]! += value;
}

/**
 * The SHA-256 of bytes, in hexadecimal. Here because the window needs it at once, and a browser's own takes time and a secure
 * page. Source: FIPS 180-4.
 */
export function sha256(bytes: Uint8Array): string {
  const view = padded(bytes);
  const state = Uint32Array.from(first);
  const words = new Uint32Array(rounds);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let at = 0; at < 16; at++) words[at] = view.getUint32(block + 4 * at);
    mix(state, words);
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}
