import type { RunReport } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import type { Issue } from '../../../src-core/errors.ts';
import { fail, ok } from '../../../src-core/errors.ts';
import { bytesText, integerText, unknown } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import { placeText } from '../place.ts';
import { msText } from '../quantity.ts';
import { busyText } from '../steady-text.ts';
import { pairs, table } from '../table.ts';
import type { RunOptions } from './run.ts';
import { asked, runJson, runnable, settingsText, whereOf } from './run.ts';

/** How one number of images in a run went; without a report its issues say why. */
interface BatchRow {
  readonly batch: number;
  readonly report: RunReport | null;
  readonly issues: readonly Issue[];
}

const imagesPerSecond = ({ batch }: BatchRow, { ms }: RunReport): number => (1000 * batch) / ms.median;

const rowJson = (row: BatchRow, box: string | null): Json =>
  row.report === null
    ? { batch: row.batch, run: null, imagesPerSecond: null, msPerImage: null }
    : {
        batch: row.batch,
        run: runJson(row.report, box),
        imagesPerSecond: imagesPerSecond(row, row.report),
        msPerImage: row.report.ms.median / row.batch,
      };

function cells(row: BatchRow): readonly string[] {
  const { batch, report } = row;
  if (report === null) return [String(batch), ...Array<string>(8).fill(unknown)];
  const { ms, peakBytes, loadMs, firstMs } = report;
  const timeText = (time: number | null): string => (time === null ? unknown : msText(time));
  return [
    String(batch),
    msText(ms.median),
    `${msText(ms.interval[0])} to ${msText(ms.interval[1])}`,
    msText(ms.median / batch),
    integerText(BigInt(Math.round(imagesPerSecond(row, report)))),
    timeText(loadMs),
    timeText(firstMs),
    bytesText(BigInt(peakBytes.predicted)),
    peakBytes.measured === null ? unknown : bytesText(BigInt(peakBytes.measured)),
  ];
}

const columns = [
  { title: 'BATCH', right: true },
  { title: 'MEDIAN', right: true },
  { title: '95% BETWEEN' },
  { title: 'PER IMAGE', right: true },
  { title: 'IMAGES/S', right: true },
  { title: 'LOAD', right: true },
  { title: 'FIRST RUN', right: true },
  { title: 'PEAK, PREDICTED', right: true },
  { title: 'MEASURED', right: true },
];

function batchesText(name: string, rows: readonly BatchRow[], box: string | null): string {
  const first = rows.flatMap(({ report }) => report ?? [])[0];
  const head: [string, string][] = [['design', name]];
  if (first !== undefined) {
    head.push(['device', `${placeText(box, first.device)}, ${first.threads} threads`]);
    head.push(['settings', settingsText({ ...first, batch: null })]);
  }
  const signs = rows.flatMap(({ batch, report }) => [
    ...(report?.steady === false ? [[`batch ${batch}`, 'not steady'] as [string, string]] : []),
    ...(report?.busy ?? []).map((sign): [string, string] => [`batch ${batch}`, busyText(sign)]),
  ]);
  const said = signs.length === 0 ? '' : `\n${pairs(signs)}`;
  return `${pairs(head)}\n${table(columns, rows.map(cells))}${said}`;
}

/**
 * Runs a design with one number of images after another, each in a process of its own so that memory is measured for it
 * alone. One that cannot be run, as for want of memory, keeps its issues and does not stop the others.
 */
export async function runBatches(
  name: string,
  batches: readonly number[],
  options: RunOptions,
  io: Io,
): Promise<Outcome> {
  const where = whereOf(options);
  const rows: BatchRow[] = [];
  for (const batch of batches) {
    const sound = await runnable(name, { ...options, batch });
    if (!sound.ok) return sound;
    const design = serializeDesign(sound.value.design);
    const report = await runJob(io, { kind: 'run', design, ...asked(options) }, where);
    if (report.ok) rows.push({ batch, report: report.value, issues: [] });
    else if (report.issues.some(({ code }) => code === 'run/cancelled')) return report;
    else rows.push({ batch, report: null, issues: report.issues });
  }
  const issues = rows.flatMap((row) => row.issues);
  if (rows.every(({ report }) => report === null)) return fail(...issues);
  const json = { batches: rows.map((row) => rowJson(row, where.box)) };
  return ok({ json, text: batchesText(name, rows, where.box), issues });
}
