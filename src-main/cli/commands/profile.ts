import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { conventionCost, conventionOf } from '../../../src-core/analysis/conventions/conventions.ts';
import type { Cost } from '../../../src-core/analysis/conventions/cost.ts';
import { costUnder } from '../../../src-core/analysis/conventions/cost.ts';
import type { ModelMode } from '../../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../../src-core/analysis/conventions/rules.ts';
import { flatProgramOf } from '../../../src-core/analysis/flat-program.ts';
import type { ProfileReport, ProfileRow } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import { ok } from '../../../src-core/errors.ts';
import { integerText, unknown } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import { costJson } from '../convention.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import { integerOf, msText } from '../quantity.ts';
import { pairs, table } from '../table.ts';
import type { RunOptions } from './run.ts';
import { asked, runJson, runnable, runText, whereOf } from './run.ts';

export interface ProfileOptions extends RunOptions {
  readonly convention: ConventionName;
  readonly mode?: ModelMode;
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

function jsonOf(report: ProfileReport, { costs, total }: Worked, box: string | null): Json {
  const { kernels, nodes, unattributedMs, overheadMs, totalMs, unprofiledMs } = report;
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
    })),
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

function textOf(name: string, report: ProfileReport, { costs, total }: Worked, box: string | null): string {
  const { nodes, kernels, unattributedMs, overheadMs, totalMs, unprofiledMs } = report;
  const slowest = [...nodes].sort((a, b) => b.ms - a.ms);
  const row = (label: string, of: readonly ProfileRow[]): string[] => {
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
      { title: total.unit, right: true },
      { title: `G${total.unit.slice(0, -1)}/s`, right: true },
    ],
    rows,
  );
  const sums = pairs([
    ['unattributed', msText(unattributedMs)],
    ['runtime overhead', msText(overheadMs)],
    ['total', `${msText(totalMs)}, ${kernels} kernels`],
    [total.unit, `${integerText(integerOf(total.value))} (${total.convention}, the whole batch)`],
    ['without profiling', `${msText(unprofiledMs)} median`],
  ]);
  return `${runText(name, report, box)}\n${items}\n${sums}`;
}

/** Runs a design on a device with onnxruntime's profile, and tells where the time went. */
export async function profile(name: string, options: ProfileOptions, io: Io): Promise<Outcome> {
  const sound = await runnable(name, options);
  if (!sound.ok) return sound;
  const where = whereOf(options);
  const report = await runJob(
    io,
    { kind: 'profile', design: serializeDesign(sound.value.design), ...asked(options) },
    where,
  );
  if (!report.ok) return report;
  const worked = workedOf(sound.value.analysis, options);
  return ok({
    json: jsonOf(report.value, worked, where.box),
    text: textOf(name, report.value, worked, where.box),
  });
}
