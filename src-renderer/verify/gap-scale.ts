/** Gaps from this on have a bar; what is nearer is nothing. */
const least = 1e-8;

/**
 * How long the bar of a gap is, as a share from 0 to 1: by powers of ten from 1e-8 to 1, as gaps of rounding and gaps of faults
 * are many of these apart. A gap that is no number fills it.
 */
export const gapShare = (maxRel: number | null): number =>
  maxRel === null ? 1 : Math.min(1, Math.max(0, Math.log10(maxRel / least) / -Math.log10(least)));

/** A gap in two digits: `1.0e-6`; `—` where it is no number. */
export const gapText = (gap: number | null): string =>
  gap === null ? '—' : gap === 0 ? '0' : gap.toExponential(1);
