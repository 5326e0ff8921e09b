import type { RunReport } from '../../src-core/contract.ts';

/** What a run may report. */
export const runReport: RunReport = {
  device: 'cpu',
  adapter: null,
  driver: null,
  threads: 2,
  warmup: 0,
  runs: 3,
  ms: { min: 1, median: 2, p90: 3, p99: 3, interval: [1, 3] },
  steady: false,
  busy: [],
  precision: 'fp32',
  level: 'all',
  batch: 1,
  inputs: [[1, 3, 8, 8]],
  loadMs: 20,
  firstMs: 4,
  peakBytes: { bound: 200, predicted: 100, measured: 90 },
  graph: 'c'.repeat(64),
  at: '2026-11-30T10:00:00.000Z',
  output: { shape: [1, 4, 8, 8] },
  onnxruntime: '1.30.0',
};
