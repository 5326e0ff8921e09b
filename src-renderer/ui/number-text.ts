interface Bounds {
  readonly min: number;
  readonly max: number;
}

type Parsed = { readonly ok: true; readonly value: number } | { readonly ok: false };

/** Reads a number as people write it (`1,024`, `1 024`); refuses what is not finite, not whole where asked, or out of bounds. */
export function parseNumber(
  text: string,
  { min, max, integer }: Bounds & { readonly integer: boolean },
): Parsed {
  const plain = text.replaceAll(/[\s_,]/g, '');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return { ok: false };
  const value = Number(plain);
  if (!Number.isFinite(value) || (integer && !Number.isSafeInteger(value))) return { ok: false };
  return value < min || value > max ? { ok: false } : { ok: true, value };
}

/** The nearest value inside the bounds that lies a whole number of steps from the lower bound, where there is one. */
export function clampToStep(value: number, { min, max, step }: Bounds & { readonly step: number }): number {
  const clamped = Math.min(max, Math.max(min, value));
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(step)) return Number(clamped.toPrecision(12));
  const offset = clamped - min;
  return min + Math.floor(offset / step) * step;
}
