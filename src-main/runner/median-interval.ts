/**
 * The natural logarithms of the binomial coefficients "n choose k" for k = 0 … n, by their recurrence.
 * @param n a count of runs
 */
function logBinomials(n: number): readonly number[] {
  const logs = [0];
  for (let k = 1; k <= n; k++) logs.push(logs[k - 1]! + Math.log(n - k + 1) - Math.log(k));
  return logs;
}

/** The probability that of n draws, each a hit with probability p, at least so many are. */
function atLeast(hits: number, p: number, logs: readonly number[]): number {
  if (p >= 1) return 1;
  const n = logs.length - 1;
  let sum = 0;
  for (let k = hits; k <= n; k++) sum += Math.exp(logs[k]! + k * Math.log(p) + (n - k) * Math.log1p(-p));
  return sum;
}

/**
 * The bootstrap interval of the median of times: between what shares of the medians of all samples of as many times, drawn
 * from these with replacement, are not greater. Nothing is drawn: of n times in order, the median of a sample is at most the
 * k-th where at least half of its draws are, a binomial probability at k / n. So the same times have one interval. Both ends
 * are times that were measured, in their unit.
 * B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7 (1979), section 3.
 */
export function medianInterval(times: readonly number[], confidence = 0.95): readonly [number, number] {
  const sorted = [...times].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) throw new RangeError('there is no median of no runs');
  const logs = logBinomials(n);
  const hits = Math.floor((n - 1) / 2) + 1;
  const end = (share: number): number => {
    let [low, high] = [1, n];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (atLeast(hits, middle / n, logs) >= share) high = middle;
      else low = middle + 1;
    }
    return sorted[low - 1]!;
  };
  const beyond = (1 - confidence) / 2;
  return [end(beyond), end(1 - beyond)];
}
