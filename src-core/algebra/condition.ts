import { readableDivisor } from './print.ts';

/** Divisibility that a closed form rests on, by ascending modulus, then by symbol; empty where it is always exact. */
export type Condition = ReadonlyArray<{ readonly modulus: bigint; readonly symbol: string }>;

/** The condition in words, `8 divides w and 32 divides H and W`, or null where there is none. */
export function conditionSentence(condition: Condition): string | null {
  if (condition.length === 0) return null;
  const byModulus = new Map<bigint, string[]>();
  for (const { modulus, symbol } of condition) {
    byModulus.set(modulus, [...(byModulus.get(modulus) ?? []), symbol]);
  }
  return [...byModulus]
    .map(([modulus, symbols]) => `${readableDivisor(modulus)} divides ${enumerated(symbols)}`)
    .join(' and ');
}

function enumerated(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Whether the numbers fulfil the condition; a symbol without a number does not. */
export function conditionHolds(condition: Condition, bindings: ReadonlyMap<string, bigint>): boolean {
  return condition.every(({ modulus, symbol }) => {
    const value = bindings.get(symbol);
    return value !== undefined && value % modulus === 0n;
  });
}
