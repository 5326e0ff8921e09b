import type { Axis } from '../../../src-core/design-space/axis.ts';
import { axisText } from '../../../src-core/design-space/axis.ts';
import type { SolvedRow } from '../../../src-core/design-space/solve.ts';
import { solve } from '../../../src-core/design-space/solve.ts';
import type { DesignSpace } from '../../../src-core/design-space/space.ts';
import { axisOf } from '../../../src-core/design-space/space.ts';
import { shortened } from '../../../src-core/document/in-sentence.ts';
import { nearestText } from '../../../src-core/document/nearest-names.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { integerText, unknown } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import type { Json } from '../json.ts';
import { axisJson, countsByName, openSpace, readValues } from '../opened-space.ts';
import type { DesignOptions } from '../prepared.ts';
import { table } from '../table.ts';
import { readWhole } from '../whole.ts';

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
  const names = Object.keys(countsByName);
  if (text.includes('=') && !names.includes(name))
    return malformed(`--hold has no count ${shortened(name)}; ${nearestText(name, names)}`);
  if (!names.includes(name) || target === null || target < 0n) {
    return malformed(
      `--hold takes one of ${names.join(', ')} and a whole number: params=25557032, got ${shortened(text)}`,
    );
  }
  return ok({ name, target });
}

interface Each {
  readonly axis: Axis;
  readonly values: readonly bigint[];
}

/** `s=2..8`. Issues: command/malformed, space/unknown. */
function readEach(space: DesignSpace, text: string | undefined): Result<Each | null> {
  if (text === undefined) return ok(null);
  const at = text.indexOf('=');
  const axis = axisOf(space, text.slice(0, Math.max(at, 0)).trim());
  if (!axis.ok) return axis;
  const values = readValues(axis.value, text.slice(at + 1).trim());
  return values.ok ? ok({ axis: axis.value, values: values.value }) : values;
}

const signed = (value: bigint): string => (value > 0n ? `+${integerText(value)}` : integerText(value));

const columns = (options: SolveOptions, held: Held, each: Each | null) => [
  ...(each === null ? [] : [{ title: each.axis.name, right: true }]),
  { title: options.for, right: true },
  { title: held.name.toUpperCase(), right: true },
  { title: 'ERROR', right: true },
];

/** What is solved, and what it is solved for each value of. */
interface Axes {
  readonly axis: Axis;
  readonly other: Axis | null;
}

/** One line a solution; a row without any says that none is known. */
function cells(
  { each, solutions }: SolvedRow,
  { axis, other }: Axes,
  write: (value: bigint) => string,
): string[][] {
  const lead = each === null || other === null ? [] : [axisText(other, each)];
  if (solutions.length === 0) return [[...lead, unknown, unknown, unknown]];
  return solutions.map(({ value, count, error }) => [
    ...lead,
    axisText(axis, value),
    write(count),
    write === String ? String(error) : signed(error),
  ]);
}

/** Every value that was tried, in words. */
const lookedAt = (axis: Axis): string =>
  axis.step === undefined
    ? `every integer ${axis.name}`
    : `every ${axis.name} from ${axisText(axis, axis.min)} to ${axisText(axis, axis.max)} in steps of ${axisText(axis, 1n)}`;

/** Holds a count at a target and solves one variable or field for each value of another. */
export async function solveDesign(name: string, options: SolveOptions): Promise<Outcome> {
  const held = readHold(options.hold);
  if (!held.ok) return held;
  const opened = await openSpace(name, options);
  if (!opened.ok) return opened;
  const axis = axisOf(opened.value, options.for);
  if (!axis.ok) return axis;
  const each = readEach(opened.value, options.each);
  if (!each.ok) return each;
  const varied = each.value && { name: each.value.axis.name, values: each.value.values };
  const of = countsByName[held.value.name]!;
  const rows = solve(opened.value, { of, target: held.value.target }, options.for, varied);
  if (!rows.ok) return rows;
  const axes = { axis: axis.value, other: each.value?.axis ?? null };
  const names = columns(options, held.value, each.value);
  const json: Json = {
    design: name,
    hold: { [held.value.name]: held.value.target },
    for: options.for,
    each: varied?.name ?? null,
    rows: rows.value.map((row) => ({
      each: row.each === null || axes.other === null ? null : axisJson(axes.other, row.each),
      solutions: row.solutions.map(({ value, count, error }) => ({
        value: axisJson(axes.axis, value),
        count,
        error,
      })),
    })),
  };
  if (options.csv === true) {
    const lines = [
      names.map(({ title }) => title.toLowerCase()),
      ...rows.value.flatMap((row) => cells(row, axes, String)),
    ];
    return ok({ json, text: `${lines.map((line) => line.join(',')).join('\n')}\n` });
  }
  const text = table(
    names,
    rows.value.flatMap((row) => cells(row, axes, integerText)),
  );
  const target = `${held.value.name} held at ${integerText(held.value.target)}; ${lookedAt(axis.value)} was looked at\n`;
  return ok({ json, text: `${text}${target}` });
}
