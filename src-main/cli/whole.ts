/** A whole number as a person types one. */
export const wholePattern = /^[+-]?\d{1,400}$/;

/** A whole number, exactly; null where the text is none. */
export const readWhole = (text: string): bigint | null =>
  wholePattern.test(text) ? BigInt(text.replace('+', '')) : null;
