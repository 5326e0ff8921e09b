import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { ProfileReport, RunReport } from '../../src-core/contract.ts';
import type { Issue } from '../../src-core/errors.ts';
import { note, sentence } from '../../src-core/errors.ts';
import type { KeptProfile } from '../../src-core/results/kept-profile.ts';
import type { StoredResult } from '../../src-core/results/result.ts';
import type { Work, WorkReportOf } from '../runner/protocol.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The title in a design's text; empty where it has none. */
function titleIn(design: string): string {
  try {
    const document: unknown = JSON.parse(design);
    return isObject(document) && typeof document.title === 'string' ? document.title : '';
  } catch {
    return '';
  }
}

const isProfile = (report: RunReport): report is ProfileReport => 'totalMs' in report;

/** Where a result was made, and by which Blockwright. */
export type Maker = Pick<StoredResult, 'machine' | 'platform' | 'blockwright'>;

/** @param blockwright its version */
export const thisMachine = (blockwright: string): Maker => ({
  machine: hostname().slice(0, 200),
  platform: `${process.platform} ${process.arch}`,
  blockwright,
});

/** A report with what is needed to hold it against others later. @param title of the design; what is too long is cut */
export function storedResult(report: RunReport, title: string, maker: Maker): StoredResult {
  const cut = (text: string, most: number): string => text.slice(0, most);
  const { ms, precision, level, batch, threads, warmup, runs } = report;
  return {
    id: randomBytes(16).toString('hex'),
    kind: isProfile(report) ? 'profile' : 'run',
    at: report.at,
    title: cut(title, 200),
    graph: report.graph,
    ...maker,
    device: report.device,
    adapter: report.adapter === null ? null : cut(report.adapter, 200),
    driver: report.driver === null ? null : cut(report.driver, 200),
    onnxruntime: report.onnxruntime,
    settings: { precision, level, batch, threads, warmup, runs },
    inputs: report.inputs.map((shape) => [...shape]),
    ms: isProfile(report) ? report.plain : ms,
    steady: report.steady,
    busy: report.busy.map(({ sign }) => sign),
    peakBytes: report.peakBytes,
    profile: isProfile(report)
      ? {
          kernels: report.kernels,
          totalMs: report.totalMs,
          unattributedMs: report.unattributedMs,
          overheadMs: report.overheadMs,
        }
      : null,
  };
}

/** What is kept of work that measures: results, and of those that are profiles the times of their items. */
export interface Measured {
  readonly results: readonly StoredResult[];
  readonly profiles: readonly KeptProfile[];
}

/** What a piece of work has measured: one result, several, or none where it measures nothing. */
export function measuredBy<One extends Work>(work: One, report: WorkReportOf<One>, maker: Maker): Measured {
  const results = resultsOfWork(work, report, maker);
  const [result] = results;
  if (work.kind !== 'profile' || result === undefined) return { results, profiles: [] };
  return { results, profiles: [keptProfile(report as ProfileReport, result)] };
}

/** A profile as it is held against others. @param result what is kept of it as a whole */
const keptProfile = ({ split, items }: ProfileReport, result: StoredResult): KeptProfile => ({
  result,
  split,
  items,
});

function resultsOfWork<One extends Work>(
  work: One,
  report: WorkReportOf<One>,
  maker: Maker,
): readonly StoredResult[] {
  switch (work.kind) {
    case 'run':
    case 'profile':
      return [storedResult(report as RunReport, titleIn(work.design), maker)];
    case 'measure': {
      const { designs } = report as WorkReportOf<Extract<Work, { kind: 'measure' }>>;
      return designs.flatMap(({ run }, index) =>
        run === null ? [] : [storedResult(run, titleIn(work.designs[index] ?? ''), maker)],
      );
    }
    default:
      return [];
  }
}

/** That results could not be kept, as something to know: what was measured stands. */
export const notKept = (issues: readonly Issue[]): readonly Issue[] => [
  note('results/not-kept', {}, { detail: issues.map(sentence).join('; ') }),
];
