/** The shortest decimal that single precision reads as the same number: 1e-5, not 0.000009999999747378752. */
export function decimal(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === Math.fround(value)) return text;
  }
  return value;
}
