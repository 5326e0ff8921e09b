/**
 * Regression by a Gaussian process: a smooth function through noisy values, and how far it may be off where there are few.
 * Covariance: Matérn 5/2 of the distance between scaled features. Length, noise and the variance of the function are those of
 * a grid under which the values are likeliest. Rasmussen and Williams, Gaussian Processes for Machine Learning, algorithm 2.1.
 */
export interface Regression {
  at(x: readonly number[]): { readonly mean: number; readonly variance: number };
}

const lengths = [0.8, 1.6, 3.2, 6.4];
const noises = [0.05, 0.2];

function matern(distance: number): number {
  const scaled = Math.sqrt(5) * distance;
  return (1 + scaled + (scaled * scaled) / 3) * Math.exp(-scaled);
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

/** The lower triangle whose product with its transpose is the matrix; null where the matrix is not positive definite. */
function cholesky(matrix: readonly Float64Array[]): readonly Float64Array[] | null {
  const size = matrix.length;
  const lower = matrix.map((row) => Float64Array.from(row));
  for (let i = 0; i < size; i++) {
    const row = lower[i]!;
    for (let j = 0; j <= i; j++) {
      const other = lower[j]!;
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      if (i !== j) row[j] = sum / other[j]!;
      else if (sum <= 0) return null;
      else row[j] = Math.sqrt(sum);
    }
  }
  return lower;
}

function forward(lower: readonly Float64Array[], y: ArrayLike<number>): Float64Array {
  const out = new Float64Array(lower.length);
  for (let i = 0; i < lower.length; i++) {
    let sum = y[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * out[k]!;
    out[i] = sum / lower[i]![i]!;
  }
  return out;
}

function backward(lower: readonly Float64Array[], y: ArrayLike<number>): Float64Array {
  const out = new Float64Array(lower.length);
  for (let i = lower.length - 1; i >= 0; i--) {
    let sum = y[i]!;
    for (let k = i + 1; k < lower.length; k++) sum -= lower[k]![i]! * out[k]!;
    out[i] = sum / lower[i]![i]!;
  }
  return out;
}

interface Fit {
  readonly likelihood: number;
  readonly length: number;
  readonly lower: readonly Float64Array[];
  readonly weights: Float64Array;
  /** Of the function, and of the noise on each value. */
  readonly variance: number;
  readonly noise: number;
}

/** The variance of the function that fits best follows from the values: y' K⁻¹ y / n. */
function fitWith(
  distances: readonly Float64Array[],
  y: Float64Array,
  length: number,
  noise: number,
): Fit | null {
  const lower = cholesky(
    distances.map((row, i) => row.map((d, j) => matern(d / length) + (i === j ? noise * noise : 0))),
  );
  if (lower === null) return null;
  const half = forward(lower, y);
  const weights = backward(lower, half);
  const n = y.length;
  const variance = Math.max(1e-4, half.reduce((sum, value) => sum + value * value, 0) / n);
  const determinant = lower.reduce((sum, row, i) => sum + Math.log(row[i]!), 0);
  const likelihood = -determinant - (n / 2) * Math.log(variance);
  return { likelihood, length, lower, weights, variance, noise };
}

const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

/** @param y one value for each row of features; at least one */
export function regression(rows: readonly (readonly number[])[], y: readonly number[]): Regression {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const columns = rows[0]!.map((_, i) => rows.map((row) => row[i]!));
  const centre = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  // Features that hardly differ still keep a new value that does at a distance.
  const scale = columns.map((column, i) =>
    Math.max(0.5, Math.sqrt(most(column.map((value) => (value - centre[i]!) ** 2)) / 2)),
  );
  const scaled = (row: readonly number[]): number[] =>
    row.map((value, i) => (value - centre[i]!) / scale[i]!);
  const points = rows.map(scaled);
  const distances = points.map((a) => Float64Array.from(points, (b) => distance(a, b)));
  const centred = Float64Array.from(y, (value) => value - mean);
  const fits = lengths.flatMap((length) =>
    noises.flatMap((noise) => fitWith(distances, centred, length, noise) ?? []),
  );
  const best = fits.reduce((a, b) => (b.likelihood > a.likelihood ? b : a));
  return {
    at(x) {
      const point = scaled(x);
      const near = Float64Array.from(points, (other) => matern(distance(point, other) / best.length));
      const half = forward(best.lower, near);
      const known = half.reduce((sum, value) => sum + value * value, 0);
      return {
        mean: mean + near.reduce((sum, value, i) => sum + value * best.weights[i]!, 0),
        variance: best.variance * (Math.max(0, 1 - known) + best.noise ** 2),
      };
    },
  };
}
