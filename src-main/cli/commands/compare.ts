import type { Cost } from '../../../src-core/analysis/conventions/cost.ts';
import type { ModelMode } from '../../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../../src-core/analysis/conventions/rules.ts';
import type { RunSettings } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import type { Issue, Result } from '../../../src-core/errors.ts';
import { fail, ok, problemsOf } from '../../../src-core/errors.ts';
import type { UnitBase } from '../../../src-core/format.ts';
import { bytesText, integerText, unknown } from '../../../src-core/format.ts';
import { exportedBytes } from '../../runner/model.ts';
import type { Outcome } from '../answer.ts';
import { costJson, namedCost } from '../convention.ts';
import { applySettings } from '../design-settings.ts';
import type { NamedDesign } from '../designs.ts';
import { inFile, openDesign } from '../designs.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import type { Place } from '../place.ts';
import type { DesignOptions, Examined } from '../prepared.ts';
import { examine, resized } from '../prepared.ts';
import { integerOf, msText } from '../quantity.ts';
import type { Setting } from '../settings.ts';
import { readSettings, unknownTarget } from '../settings.ts';
import { table } from '../table.ts';
import { askedSettings } from './run.ts';

export interface CompareOptions extends DesignOptions, RunSettings {
  /** Null where nothing is measured. */
  readonly device: Place | null;
  readonly connect: readonly string[];
  readonly convention: ConventionName;
  readonly mode?: ModelMode;
  readonly unitBase: UnitBase;
  readonly warmup: number;
  readonly runs?: number;
}

interface Row {
  readonly name: string;
  readonly params: bigint | null;
  readonly macs: bigint | null;
  readonly cost: Cost;
  readonly bytes: number | null;
  readonly ms: number | null;
}

const hasTarget = ({ design }: NamedDesign, { item, name }: Setting): boolean =>
  item === null
    ? design.variables.some((variable) => variable.name === name)
    : design.nodes.some(({ id }) => id === item);

const targetNames = ({ design }: NamedDesign, { item }: Setting): string[] =>
  item === null ? design.variables.map(({ name }) => name) : design.nodes.map(({ id }) => id);

/** A setting goes to every design that has the variable or item; one that none has is a mistake. */
function applyWhereKnown(
  designs: readonly NamedDesign[],
  settings: readonly Setting[],
): Result<NamedDesign[]> {
  const strangers = settings.filter((setting) => !designs.some((named) => hasTarget(named, setting)));
  if (strangers.length > 0) {
    const known = (setting: Setting) => [...new Set(designs.flatMap((named) => targetNames(named, setting)))];
    return fail(...strangers.map((setting) => unknownTarget(setting, known(setting))));
  }
  const results = designs.map((named) => {
    const design = applySettings(
      named,
      settings.filter((setting) => hasTarget(named, setting)),
    );
    return { name: named.name, design };
  });
  const issues = results.flatMap(({ design }) => (design.ok ? [] : design.issues));
  if (issues.length > 0) return fail(...issues);
  return ok(results.flatMap(({ name, design }) => (design.ok ? [{ name, design: design.value }] : [])));
}

async function openAll(names: readonly string[], options: DesignOptions): Promise<Result<NamedDesign[]>> {
  const settings = readSettings(options.set);
  if (!settings.ok) return settings;
  const opened: NamedDesign[] = [];
  for (const name of names) {
    const one = await openDesign(name);
    if (!one.ok) return one;
    opened.push(one.value);
  }
  const set = applyWhereKnown(opened, settings.value);
  if (!set.ok) return set;
  const sized: NamedDesign[] = [];
  for (const named of set.value) {
    const one = resized(named, options.input);
    if (!one.ok) return one;
    sized.push(one.value);
  }
  return ok(sized);
}

/** A design with the size of its ONNX file; null with the reason where it cannot be written. */
function counted(
  examined: Examined,
  { convention, mode }: CompareOptions,
  version: string,
): { row: Row; issues: readonly Issue[] } {
  const { name, design, analysis, issues } = examined;
  const totals = analysis.totals;
  const row = {
    name,
    params: integerOf(totals?.params ?? null),
    macs: integerOf(totals?.macs ?? null),
    cost: namedCost(convention, analysis, mode),
    ms: null,
  };
  if (problemsOf(issues).length > 0) return { row: { ...row, bytes: null }, issues };
  const bytes = exportedBytes(serializeDesign(design), version);
  if (!bytes.ok) return { row: { ...row, bytes: null }, issues: inFile(name, bytes.issues) };
  return { row: { ...row, bytes: bytes.value }, issues };
}

/** Measures the designs in turns on one device. */
async function measured(
  designs: readonly NamedDesign[],
  rows: readonly Row[],
  { device: place, connect, warmup, runs, ...settings }: CompareOptions,
  io: Io,
): Promise<Result<{ rows: readonly Row[]; issues: readonly Issue[] }>> {
  if (place === null) return ok({ rows, issues: [] });
  const { box, device } = place;
  const report = await runJob(
    io,
    {
      kind: 'measure',
      designs: designs.map(({ design }) => serializeDesign(design)),
      device,
      warmup,
      ...(runs !== undefined && { runs }),
      ...askedSettings(settings),
    },
    { box, connect },
  );
  if (!report.ok) return report;
  const found = report.value.designs;
  return ok({
    rows: rows.map((row, index) => ({ ...row, ms: found[index]?.run?.ms.median ?? null })),
    // What cannot be written has been reported already.
    issues: rows.flatMap(({ name, bytes }, index) =>
      bytes === null ? [] : inFile(name, found[index]?.issues ?? []),
    ),
  });
}

/** The change against the baseline in percent, with its sign. */
function change(value: bigint | number | null, base: bigint | number | null): string {
  if (value === null || base === null || Number(base) === 0) return unknown;
  const percent = 100 * (Number(value) / Number(base) - 1);
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)}%`;
}

function textOf(rows: readonly Row[], { device, unitBase }: CompareOptions): string {
  const [base] = rows;
  const { unit, convention } = base!.cost;
  const costs = rows.map(({ cost }) => integerOf(cost.value));
  const columns = ['DESIGN', 'PARAMS', '', unit, '', 'SIZE', '', 'TIME', ''].map((title, index) => ({
    title,
    right: index > 0,
  }));
  const lines = rows.map((row, index) => {
    const against = <Key extends 'params' | 'bytes' | 'ms'>(key: Key): string =>
      row === base ? '' : change(row[key], base?.[key] ?? null);
    return [
      row.name,
      integerText(row.params),
      against('params'),
      integerText(costs[index] ?? null),
      row === base ? '' : change(costs[index] ?? null, costs[0] ?? null),
      bytesText(row.bytes === null ? null : BigInt(row.bytes), unitBase),
      against('bytes'),
      msText(row.ms),
      against('ms'),
    ];
  });
  const time = device === null ? 'no time without --device' : `median time on ${device}, designs in turns`;
  return `${table(columns, lines)}\n${unit}: ${convention}. Size: the ONNX file. ${time[0]!.toUpperCase()}${time.slice(1)}.\n`;
}

/** Holds designs against the first of them. */
export async function compare(names: readonly string[], options: CompareOptions, io: Io): Promise<Outcome> {
  const designs = await openAll(names, options);
  if (!designs.ok) return designs;
  const found = designs.value.map((named) => counted(examine(named), options, io.version));
  const counts = found.map(({ row }) => row);
  const timed = await measured(designs.value, counts, options, io);
  if (!timed.ok) return timed;
  const { rows } = timed.value;
  const json: Json = {
    baseline: rows[0]?.name ?? null,
    designs: rows.map(({ name, params, macs, cost, bytes, ms }) => ({
      design: name,
      params,
      macs,
      cost: costJson(cost),
      bytes,
      ms,
    })),
  };
  const issues = [...found.flatMap((one) => one.issues), ...timed.value.issues];
  return ok({ json, text: textOf(rows, options), issues });
}
