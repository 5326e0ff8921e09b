import { nearestText } from '../../../src-core/document/nearest-names.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { unknown } from '../../../src-core/format.ts';
import { graphHash } from '../../../src-core/lower/graph-hash.ts';
import { lower } from '../../../src-core/lower/program.ts';
import type { ResultChange } from '../../../src-core/results/compare-results.ts';
import { basesOf, changeOf, changeText } from '../../../src-core/results/compare-results.ts';
import type { StoredResult } from '../../../src-core/results/result.ts';
import { resultsCsv } from '../../../src-core/results/results-csv.ts';
import { readText } from '../../files/read.ts';
import { saveText } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { saidOf, shortId } from '../change-said.ts';
import { mayWrite } from '../existing.ts';
import type { Io } from '../io.ts';
import { msText } from '../quantity.ts';
import type { Column } from '../table.ts';
import { table } from '../table.ts';
import { runnable } from './run.ts';

export interface ResultsOptions {
  /** Where to write them as CSV. */
  readonly csv?: string;
  readonly force?: boolean;
  readonly delete: readonly string[];
  readonly all?: boolean;
  readonly merge?: string;
  /** The id that all others are held against. */
  readonly against?: string;
}

/** Another person's results may be as many as one's own, and some more. In bytes. */
const longestFile = 64 * 1024 * 1024;

const columns: readonly Column[] = [
  { title: 'ID' },
  { title: 'WHEN' },
  { title: 'DESIGN' },
  { title: 'MACHINE' },
  { title: 'DEVICE' },
  { title: 'TYPE' },
  { title: 'BATCH', right: true },
  { title: 'MEDIAN', right: true },
  { title: '95% BETWEEN' },
  { title: 'RATIO' },
  { title: '' },
];

/** A result with how it compares to its base; null where it is that itself, or there is no time to divide by. */
interface Held {
  readonly result: StoredResult;
  readonly base: StoredResult;
  readonly change: ResultChange | null;
}

function heldAgainst(results: readonly StoredResult[], base: StoredResult | null): readonly Held[] {
  const bases = basesOf(results, base);
  return results.map((result) => {
    const own = bases(result);
    return { result, base: own, change: own.id === result.id ? null : changeOf(own, result) };
  });
}

function resultsText(held: readonly Held[], base: StoredResult | null): string {
  if (held.length === 0) return 'no results\n';
  const rows = held.map(({ result, change }) => {
    const { ms, settings } = result;
    return [
      result.id.slice(0, shortId),
      `${result.at.slice(0, 10)} ${result.at.slice(11, 16)}`,
      result.title,
      result.machine,
      result.device,
      settings.precision,
      settings.batch === null ? unknown : String(settings.batch),
      msText(ms.median),
      `${msText(ms.interval[0])} to ${msText(ms.interval[1])}`,
      change === null ? '' : changeText(change),
      change === null ? '' : saidOf(change),
    ];
  });
  const of = base === null ? 'the oldest of the same graph' : base.id.slice(0, shortId);
  const note = `RATIO: of the median to that of ${of}, with its 95% interval.\n`;
  return `${table(columns, rows)}${held.some(({ change }) => change !== null) ? note : ''}`;
}

const jsonOf = ({ result, base, change }: Held) => ({
  ...result,
  change: change === null ? null : { against: base.id, ...change },
});

/** The results whose ids begin so. Issue: results/unknown, also where an id fits several. */
function named(results: readonly StoredResult[], starts: readonly string[]): Result<readonly string[]> {
  const ids: string[] = [];
  for (const start of starts) {
    const found = results.filter(({ id }) => id.startsWith(start));
    if (start.length >= shortId && found.length === 1) ids.push(found[0]!.id);
    else {
      const known = results.map(({ id }) => id.slice(0, shortId));
      return fail(
        issue('results/unknown', {}, { id: start.slice(0, 32), nearest: nearestText(start, known) }),
      );
    }
  }
  return ok(ids);
}

/** The result that others are held against; null where none was named. Issue: results/unknown. */
function baseOf(results: readonly StoredResult[], start: string | undefined): Result<StoredResult | null> {
  if (start === undefined) return ok(null);
  const ids = named(results, [start]);
  return ids.ok ? ok(results.find(({ id }) => id === ids.value[0])!) : ids;
}

async function deleted(io: Io, options: ResultsOptions): Promise<Outcome> {
  const listed = await io.results.list();
  if (!listed.ok) return listed;
  const ids = named(listed.value, options.delete);
  if (!ids.ok) return ids;
  const done = options.all === true ? await io.results.clear() : await io.results.remove(ids.value);
  if (!done.ok) return done;
  return ok({ json: { removed: done.value.removed }, text: `deleted ${done.value.removed}\n` });
}

async function merged(io: Io, file: string): Promise<Outcome> {
  const text = await readText(file, longestFile);
  if (!text.ok) return text;
  const done = await io.results.merge(text.value);
  if (!done.ok) return done;
  const { added, removed } = done.value;
  return ok({ json: { added, removed }, text: `added ${added}, deleted ${removed}\n` });
}

/** What a design computes, by its hash; null for any. */
async function graphOf(name: string | null): Promise<Result<string | null>> {
  if (name === null) return ok(null);
  const sound = await runnable(name, { set: [] });
  if (!sound.ok) return sound;
  const program = lower(sound.value.analysis);
  return program.ok ? ok(graphHash(program.value)) : program;
}

/** Lists the results of the person's measurements, of one design or of all; deletes them, or takes in those of another store. */
export async function results(name: string | null, options: ResultsOptions, io: Io): Promise<Outcome> {
  if (options.all === true || options.delete.length > 0) return deleted(io, options);
  if (options.merge !== undefined) return merged(io, options.merge);
  const graph = await graphOf(name);
  if (!graph.ok) return graph;
  const listed = await io.results.list();
  if (!listed.ok) return listed;
  const shown = listed.value.filter((result) => graph.value === null || result.graph === graph.value);
  if (options.csv === undefined) {
    const base = baseOf(listed.value, options.against);
    if (!base.ok) return base;
    const held = heldAgainst(shown, base.value);
    const json = { file: io.results.path, results: held.map(jsonOf) };
    return ok({ json: JSON.parse(JSON.stringify(json)), text: resultsText(held, base.value) });
  }
  const force = options.force === true;
  const free = await mayWrite([options.csv], force);
  if (!free.ok) return free;
  const saved = await saveText(options.csv, resultsCsv(shown), { overwrite: force });
  if (!saved.ok) return saved;
  const { path, bytes } = saved.value;
  return ok({ json: { path, bytes, results: shown.length }, text: `${path}: ${shown.length} results\n` });
}
