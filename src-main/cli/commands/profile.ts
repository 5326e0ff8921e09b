import type { ProfileReport, ProfileRow } from '../../../src-core/contract.ts';
import { ok } from '../../../src-core/errors.ts';
import type { Outcome } from '../answer.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import { msText } from '../quantity.ts';
import { pairs, table } from '../table.ts';
import type { RunOptions } from './run.ts';
import { runJson, runnableText, runText } from './run.ts';

function jsonOf(report: ProfileReport): Json {
  const { kernels, nodes, unattributedMs, overheadMs, totalMs, unprofiledMs } = report;
  return {
    ...runJson(report),
    kernels,
    nodes: nodes.map((node) => ({ path: node.path, ms: node.ms, share: node.share, kernels: node.kernels })),
    unattributedMs,
    overheadMs,
    totalMs,
    unprofiledMs,
  };
}

/** A person looks for the slowest items; the rest is summed up. */
const shownItems = 25;

function textOf(name: string, report: ProfileReport): string {
  const { nodes, kernels, unattributedMs, overheadMs, totalMs, unprofiledMs } = report;
  const slowest = [...nodes].sort((a, b) => b.ms - a.ms);
  const row = (label: string, of: readonly ProfileRow[]): string[] => {
    const sum = (pick: (node: ProfileRow) => number): number => of.reduce((all, node) => all + pick(node), 0);
    return [
      label,
      msText(sum(({ ms }) => ms)),
      `${(100 * sum(({ share }) => share)).toFixed(1)}%`,
      String(sum((node) => node.kernels)),
    ];
  };
  const rest = slowest.slice(shownItems);
  const rows = slowest.slice(0, shownItems).map((node) => row(node.path, [node]));
  if (rest.length > 0) rows.push(row(`${rest.length} more items`, rest));
  const items = table(
    [
      { title: 'ITEM' },
      { title: 'TIME', right: true },
      { title: 'SHARE', right: true },
      { title: 'KERNELS', right: true },
    ],
    rows,
  );
  const sums = pairs([
    ['unattributed', msText(unattributedMs)],
    ['runtime overhead', msText(overheadMs)],
    ['total', `${msText(totalMs)}, ${kernels} kernels`],
    ['without profiling', `${msText(unprofiledMs)} median`],
  ]);
  return `${runText(name, report)}\n${items}\n${sums}`;
}

/** Runs a design on a device with onnxruntime's profile, and tells where the time went. */
export async function profile(name: string, options: RunOptions, io: Io): Promise<Outcome> {
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const { device, warmup, runs } = options;
  const report = await runJob(io, {
    kind: 'profile',
    design: text.value,
    device,
    warmup,
    runs,
  });
  return report.ok ? ok({ json: jsonOf(report.value), text: textOf(name, report.value) }) : report;
}
