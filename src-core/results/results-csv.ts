import { csvText } from '../figure/cell-text.ts';
import type { StoredResult } from './result.ts';

type Cell = string | number | null;

const columns: readonly (readonly [name: string, cell: (result: StoredResult) => Cell])[] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['kind', ({ kind }) => kind],
  ['title', ({ title }) => title],
  ['graph', ({ graph }) => graph],
  ['machine', ({ machine }) => machine],
  ['platform', ({ platform }) => platform],
  ['device', ({ device }) => device],
  ['adapter', ({ adapter }) => adapter],
  ['driver', ({ driver }) => driver],
  ['onnxruntime', ({ onnxruntime }) => onnxruntime],
  ['blockwright', ({ blockwright }) => blockwright],
  ['precision', ({ settings }) => settings.precision],
  ['level', ({ settings }) => settings.level],
  ['batch', ({ settings }) => settings.batch],
  ['threads', ({ settings }) => settings.threads],
  ['warmup', ({ settings }) => settings.warmup],
  ['runs', ({ settings }) => settings.runs],
  ['inputs', ({ inputs }) => inputs.map((shape) => shape.join('x')).join(' ')],
  ['min_ms', ({ ms }) => ms.min],
  ['median_ms', ({ ms }) => ms.median],
  ['low_ms', ({ ms }) => ms.interval[0]],
  ['high_ms', ({ ms }) => ms.interval[1]],
  ['p90_ms', ({ ms }) => ms.p90],
  ['p99_ms', ({ ms }) => ms.p99],
  ['steady', ({ steady }) => String(steady)],
  ['busy', ({ busy }) => busy.join(' ')],
  ['predicted_bytes', ({ peakBytes }) => peakBytes.predicted],
  ['measured_bytes', ({ peakBytes }) => peakBytes.measured],
  ['profiled_ms', ({ profile }) => profile?.totalMs ?? null],
  ['unattributed_ms', ({ profile }) => profile?.unattributedMs ?? null],
];

const cellText = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'number' ? String(cell) : csvText(cell);

/** Results as CSV, a line each; what is not known is an empty field. */
export const resultsCsv = (results: readonly StoredResult[]): string =>
  [
    columns.map(([name]) => name).join(','),
    ...results.map((result) => columns.map(([, cell]) => cellText(cell(result))).join(',')),
    '',
  ].join('\n');
