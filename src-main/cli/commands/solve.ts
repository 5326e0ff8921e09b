import type { SolvedRow } from '../../../src-core/design-space/solve.ts';
import { solve } from '../../../src-core/design-space/solve.ts';
import { shortened } from '../../../src-core/document/in-sentence.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { integerText, unknown } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import type { Json } from '../json.ts';
import { countsByName, openSpace, readValues } from '../opened-space.ts';
import type { DesignOptions } from '../prepared.ts';
import { readWhole } from '../settings.ts';
import { table } from '../table.ts';

export interface SolveOptions extends DesignOptions {
  readonly hold: string;
  readonly for: string;
  readonly each?: string;
  readonly csv?: true;
}

interface Held {
  readonly name: string;
  readonly target: bigint;
}

const malformed = (detail: string): Result<never> => fail(issue('command/malformed', {}, { detail }));

/** `params=25557032`. Issue: command/malformed. */
function readHold(text: string): Result<Held> {
  const [name = '', value = ''] = text.split('=');
  const target = readWhole(value.replaceAll(/[,_]/g, ''));
  if (!Object.hasOwn(countsByName, name) || target === null || target < 0n) {
    const names = Object.keys(countsByName).join(', ');
    return malformed(
      `--hold takes one of ${names} and a whole number: params=25557032, got ${shortened(text)}`,
    );
  }
  return ok({ name, target });
}

/** `s=2..8`. Issue: command/malformed. */
function readEach(text: string | undefined): Result<{ name: string; values: readonly bigint[] } | null> {
  if (text === undefined) return ok(null);
  const [name = '', values = ''] = text.split('=');
  const read = readValues(values);
  return read.ok ? ok({ name, values: read.value }) : read;
}

const signed = (value: bigint): string => (value > 0n ? `+${integerText(value)}` : integerText(value));

const columns = (options: SolveOptions, held: Held, each: string | null) => [
  ...(each === null ? [] : [{ title: each, right: true }]),
  { title: options.for, right: true },
  { title: held.name.toUpperCase(), right: true },
  { title: 'ERROR', right: true },
];

/** One line a solution; a row without any says that none is known. */
function cells({ each, solutions }: SolvedRow, write: (value: bigint) => string): string[][] {
  const lead = each === null ? [] : [String(each)];
  if (solutions.length === 0) return [[...lead, unknown, unknown, unknown]];
  return solutions.map(({ value, count, error }) => [
    ...lead,
    String(value),
    write(count),
    write === String ? String(error) : signed(error),
  ]);
}

/** Holds a count at a target and solves one variable or field for each value of another. */
export async function solveDesign(name: string, options: SolveOptions): Promise<Outcome> {
  const held = readHold(options.hold);
  if (!held.ok) return held;
  const each = readEach(options.each);
  if (!each.ok) return each;
  const opened = await openSpace(name, options);
  if (!opened.ok) return opened;
  const of = countsByName[held.value.name]!;
  const rows = solve(opened.value, { of, target: held.value.target }, options.for, each.value);
  if (!rows.ok) return rows;
  const names = columns(options, held.value, each.value?.name ?? null);
  const json: Json = {
    design: name,
    hold: { [held.value.name]: held.value.target },
    for: options.for,
    each: each.value?.name ?? null,
    rows: rows.value.map((row) => ({
      each: row.each,
      solutions: row.solutions.map(({ value, count, error }) => ({ value, count, error })),
    })),
  };
  if (options.csv === true) {
    const lines = [
      names.map(({ title }) => title.toLowerCase()),
      ...rows.value.flatMap((row) => cells(row, String)),
    ];
    return ok({ json, text: `${lines.map((line) => line.join(',')).join('\n')}\n` });
  }
  const text = table(
    names,
    rows.value.flatMap((row) => cells(row, integerText)),
  );
  const target = `${held.value.name} held at ${integerText(held.value.target)}; every integer ${options.for} was looked at\n`;
  return ok({ json, text: `${text}${target}` });
}
