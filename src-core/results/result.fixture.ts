import type { StoredResult } from './result.ts';

/** A result of its own for each number. */
export const resultOf = (number: number, changes: Partial<StoredResult> = {}): StoredResult => ({
  id: number.toString(16).padStart(32, '0'),
  kind: 'run',
  at: new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString(),
  title: `Net ${number}`,
  graph: 'a'.repeat(64),
  machine: 'bench',
  platform: 'linux x64',
  device: 'cpu',
  adapter: null,
  driver: null,
  onnxruntime: '1.30.0',
  blockwright: '0.1.0',
  settings: { precision: 'fp32', level: 'all', batch: 1, threads: 2, warmup: 3, runs: 10 },
  inputs: [[1, 3, 32, 32]],
  ms: { min: 1, median: 2, p90: 3, p99: 4, interval: [1.9, 2.1] },
  steady: true,
  busy: [],
  peakBytes: { predicted: 100, measured: 90 },
  profile: null,
  ...changes,
});
