import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { conventionCost, conventionOf } from '../../../src-core/analysis/conventions/conventions.ts';
import type { Cost } from '../../../src-core/analysis/conventions/cost.ts';
import { costUnder } from '../../../src-core/analysis/conventions/cost.ts';
import type { ModelMode } from '../../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../../src-core/analysis/conventions/rules.ts';
import { flatProgramOf } from '../../../src-core/analysis/flat-program.ts';
import type { ProfileReport, ProfileRow, SplitRule } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import { ok } from '../../../src-core/errors.ts';
import { integerText, unknown } from '../../../src-core/format.ts';
import type { ItemSummary } from '../../../src-core/latency/item-summaries.ts';
import { traceText } from '../../../src-core/latency/trace-events.ts';
import { compareProfiles } from '../../../src-core/results/compare-profiles.ts';
import { saveText } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { shortId } from '../change-said.ts';
import { costJson } from '../convention.ts';
import { mayWrite } from '../existing.ts';
import type { Io } from '../io.ts';
import { runKept } from '../job.ts';
import type { Json } from '../json.ts';
import { printable } from '../printable.ts';
import { keptJson, namedProfile, profileChangeJson, profileChangeText } from '../profile-change.ts';
import { calibrationFor, percentOf, reasonText, summariesJson, summariesOf } from '../profile-items.ts';
import { integerOf, msText } from '../quantity.ts';
import { pairs, table } from '../table.ts';
import type { RunOptions } from './run.ts';
import { asked, runJson, runnable, runText, whereOf } from './run.ts';

export interface ProfileOptions extends RunOptions {
  readonly convention: ConventionName;
  readonly mode?: ModelMode;
  readonly split?: SplitRule;
  /** A file with an earlier profile, or the id of one that was kept. */
  readonly against?: string;
  /** Path of a trace of the run. */
  readonly trace?: string;
}

/** The work of each measured item as a convention counts it. */
interface Worked {
  readonly costs: ReadonlyMap<string, bigint>;
  readonly total: Cost;
}

function workedOf(analysis: Analysis, { convention: name, mode }: ProfileOptions): Worked {
  const convention = conventionOf(name, mode);
  const operators = flatProgramOf(analysis)?.operators ?? [];
  return {
    costs: new Map(
      operators.map(({ path, expansion }) => [path, integerOf(conventionCost(expansion, convention)) ?? 0n]),
    ),
    total: costUnder(analysis, convention),
  };
}

type Summaries = ReadonlyMap<string, ItemSummary>;

function jsonOf(
  report: ProfileReport,
  { costs, total }: Worked,
  summaries: Summaries,
  box: string | null,
): { readonly [key: string]: Json } {
  const { kernels, nodes, wires, split, unattributedMs, overheadMs, totalMs, unprofiledMs } = report;
  return {
    ...runJson(report, box),
    kernels,
    cost: costJson(total),
    nodes: nodes.map((node) => ({
      path: node.path,
      ms: node.ms,
      share: node.share,
      kernels: node.kernels,
      cost: costs.get(node.path) ?? null,
      shared: node.shared,
      macs: node.macs,
      bytes: node.bytes,
      bound: summaries.get(node.path)?.roofline?.bound ?? null,
      shareOfCeiling: summaries.get(node.path)?.roofline?.shareOfCeiling ?? null,
    })),
    items: summariesJson(summaries, new Set(nodes.map(({ path }) => path))),
    wires: wires.map((wire) => ({ ...wire })),
    split,
    unattributedMs,
    overheadMs,
    totalMs,
    unprofiledMs,
  };
}

/** Billions of the unit per second; unknown where there is no work or no time. */
const rateText = (cost: bigint, ms: number): string =>
  cost === 0n || ms <= 0 ? unknown : (Number(cost) / ms / 1e6).toFixed(2);

/** A person looks for the slowest items; the rest is summed up. */
const shownItems = 25;
const shownReasons = 8;

/** What holds the items of the design back, the slowest first. */
function reasonsText(summaries: Summaries): string {
  const top = [...summaries.values()].filter(({ path }) => !path.includes('/'));
  const slowest = top.sort((a, b) => b.ms - a.ms).slice(0, shownReasons);
  return slowest.map((one) => `${printable(reasonText(one))}\n`).join('');
}

function wiresText(wires: ProfileReport['wires']): string {
  if (wires.length === 0) return '';
  const all = wires.reduce((sum, { ms }) => sum + ms, 0);
  const [slowest] = [...wires].sort((a, b) => b.ms - a.ms);
  return `${msText(all)} on ${wires.length} wires, most on ${slowest!.from} to ${slowest!.to}: ${msText(slowest!.ms)}`;
}

function textOf(
  name: string,
  report: ProfileReport,
  { costs, total }: Worked,
  summaries: Summaries,
  box: string | null,
): string {
  const { nodes, kernels, wires, unattributedMs, overheadMs, totalMs, unprofiledMs } = report;
  const slowest = [...nodes].sort((a, b) => b.ms - a.ms);
  const row = (label: string, of: readonly ProfileRow[], only?: ItemSummary): string[] => {
    const sum = (pick: (node: ProfileRow) => number): number => of.reduce((all, node) => all + pick(node), 0);
    const cost = of.reduce((all, node) => all + (costs.get(node.path) ?? 0n), 0n);
    return [
      label,
      msText(sum(({ ms }) => ms)),
      `${(100 * sum(({ share }) => share)).toFixed(1)}%`,
      String(sum((node) => node.kernels)),
      integerText(cost),
      rateText(
        cost,
        sum(({ ms }) => ms),
      ),
      only === undefined ? unknown : (only.roofline?.bound ?? unknown),
      percentOf(only?.roofline?.shareOfCeiling),
    ];
  };
  const rest = slowest.slice(shownItems);
  const rows = slowest.slice(0, shownItems).map((node) => row(node.path, [node], summaries.get(node.path)));
  if (rest.length > 0) rows.push(row(`${rest.length} more items`, rest));
  const items = table(
    [
      { title: 'ITEM' },
      { title: 'TIME', right: true },
      { title: 'SHARE', right: true },
      { title: 'KERNELS', right: true },
      { title: total.unit, right: true },
      { title: `G${total.unit.slice(0, -1)}/s`, right: true },
      { title: 'BOUND' },
      { title: 'OF CEILING', right: true },
    ],
    rows,
  );
  const sums = pairs([
    ...(wires.length === 0 ? [] : [['changes of layout', wiresText(wires)] as const]),
    ['unattributed', msText(unattributedMs)],
    ['runtime overhead', msText(overheadMs)],
    ['total', `${msText(totalMs)}, ${kernels} kernels`],
    [total.unit, `${integerText(integerOf(total.value))} (${total.convention}, the whole batch)`],
    ['without profiling', `${msText(unprofiledMs)} median`],
  ]);
  return `${runText(name, report, box)}\n${items}\n${reasonsText(summaries)}\n${sums}`;
}

/** Runs a design on a device with onnxruntime's profile, and tells where the time went. */
export async function profile(name: string, options: ProfileOptions, io: Io): Promise<Outcome> {
  const sound = await runnable(name, options);
  if (!sound.ok) return sound;
  const force = options.force === true;
  const free = await mayWrite(options.trace === undefined ? [] : [options.trace], force);
  if (!free.ok) return free;
  const against = options.against === undefined ? ok(null) : await namedProfile(io, options.against);
  if (!against.ok) return against;
  const where = whereOf(options);
  const done = await runKept(
    io,
    {
      kind: 'profile',
      design: serializeDesign(sound.value.design),
      ...asked(options),
      ...(options.split !== undefined && { split: options.split }),
    },
    where,
  );
  if (!done.ok) return done;
  const { report, measured } = done.value;
  const kept = measured.profiles[0]!;
  if (options.trace !== undefined) {
    const text = traceText(`${name} on ${report.device}`, report.timeline);
    const written = await saveText(options.trace, text, { overwrite: force });
    if (!written.ok) return written;
  }
  const { analysis } = sound.value;
  const worked = workedOf(analysis, options);
  // What this machine was measured at says nothing of another.
  const calibration = where.box === null ? await calibrationFor(report) : null;
  const summaries = summariesOf(report, analysis, calibration);
  const base = against.value;
  const change = base === null ? null : compareProfiles(base, kept);
  return ok({
    json: {
      ...jsonOf(report, worked, summaries, where.box),
      change: change === null ? null : profileChangeJson(change, base!),
      kept: keptJson(kept),
    },
    text: `${textOf(name, report, worked, summaries, where.box)}${pairs([
      ['kept as', kept.result.id.slice(0, shortId)],
    ])}${change === null ? '' : `\n${profileChangeText(change, base!)}`}`,
  });
}
