import type { RunReport } from '../../src-core/contract.ts';

/** What a report says of runs on a quiet machine. */
export const quietConditions: Pick<
  RunReport,
  | 'driver'
  | 'steady'
  | 'busy'
  | 'precision'
  | 'level'
  | 'batch'
  | 'inputs'
  | 'loadMs'
  | 'firstMs'
  | 'peakBytes'
  | 'graph'
  | 'at'
> = {
  driver: null,
  steady: true,
  busy: [],
  precision: 'fp32',
  level: 'all',
  batch: 1,
  inputs: [[1, 3, 224, 224]],
  loadMs: 120,
  firstMs: 9,
  peakBytes: { bound: 300_000_000, predicted: 200_000_000, measured: 150_000_000 },
  graph: '0'.repeat(64),
  at: '2026-11-30T10:00:00.000Z',
};
