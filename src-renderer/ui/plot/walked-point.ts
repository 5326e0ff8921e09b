/**
 * The point that a key leads to from one of `count` points in order of an axis: up and right to the next, down and left to
 * the one before, Home and End to the ends. Null for any other key.
 */
export function walkedPoint(key: string, from: number, count: number): number | null {
  const to = {
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    ArrowLeft: from - 1,
    ArrowDown: from - 1,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}
