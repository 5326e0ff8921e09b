import { isInteger } from '../../src-core/algebra/expression.ts';
import { type CostUnit, costOf } from '../../src-core/analysis/cost.ts';
import { integerText, ratioText, unknown } from '../../src-core/analysis/format.ts';
import { deviceText } from '../store/device-words.ts';
import { millisecondsText } from '../ui/figures.ts';
import { baselineOf, type CompareRow, sharedInput } from './compare-rows.ts';
import type { DeltaStyle } from './compare-store.ts';
import { deltaOf, microseconds } from './delta.ts';
import { rateOf } from './use-compare-table.ts';

/** The work of a design in the unit it is shown in, exact. */
export function costOfDesign(macs: bigint | null, unit: CostUnit): bigint | null {
  const { value } = costOf(macs, unit);
  return value !== null && isInteger(value) ? value : null;
}

/** `MACs, conv + linear`: no cost is shown without saying what is counted. */
export function costHeading(unit: CostUnit): string {
  const { unit: name, convention } = costOf(null, unit);
  return `${name}, ${convention.split(',')[0]}`;
}

export const rateHeading = (unit: CostUnit): string => `G${costOf(null, unit).unit.slice(0, -1)}/s`;

export const megabytes = (bytes: bigint | null): string => ratioText(bytes, 1_000_000n, 1);

export function rateTextOf(row: CompareRow, unit: CostUnit): string {
  const rate = rateOf({ ...row, macs: costOfDesign(row.macs, unit) });
  return rate === null ? unknown : (rate / 1e9).toFixed(rate >= 1e11 ? 0 : 1);
}

/** The run that all times come from, as far as the designs share it; null while there are no times. */
export function runText(rows: readonly CompareRow[]): string | null {
  const run = rows.find((row) => row.run !== null)?.run;
  return run == null ? null : `${deviceText(run)}, n = ${run.runs}`;
}

/** What all rows have in common: `5 designs, fp32, batch 1, 224 × 224, CPU, 8 threads, n = 50`. */
export function conditionsText(rows: readonly CompareRow[]): string {
  const input = sharedInput(rows);
  const sizes = input?.includes(' and ') ? null : input?.split(' × ');
  const size =
    input === null
      ? 'different inputs'
      : sizes?.length === 4
        ? `batch ${sizes[0]}, ${sizes[2]} × ${sizes[3]}`
        : input;
  const number = `${rows.length} ${rows.length === 1 ? 'design' : 'designs'}`;
  return [number, 'fp32', size, runText(rows) ?? 'not measured yet'].join(', ');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Characters that would end a cell or start markup. */
const escaped = (text: string): string => text.replaceAll(/[\\|`*_]/g, '\\$&');

/** The comparison as a Markdown table, under a line that says what was measured. */
export function markdownComparison(rows: readonly CompareRow[], unit: CostUnit, style: DeltaStyle): string {
  const base = baselineOf(rows);
  const against = style === 'ratio' ? '×' : 'Δ';
  const headings = [
    'Design',
    'Params',
    against,
    costHeading(unit),
    against,
    'ONNX, MB',
    'ms median',
    'p90',
    against,
    rateHeading(unit),
  ];
  const row = (each: CompareRow): string => {
    const delta = (value: bigint | null, from: bigint | null | undefined) =>
      each.isBaseline ? unknown : deltaOf(value, from ?? null, style).text;
    const notes = [
      each.subtitle === '' ? '' : ` ${escaped(each.subtitle)}`,
      each.isBaseline ? ' (baseline)' : '',
      each.input !== null && each.input !== base?.input ? ` (input ${each.input})` : '',
    ];
    return line([
      `${escaped(each.title)}${notes.join('')}`,
      integerText(each.params),
      delta(each.params, base?.params),
      integerText(costOfDesign(each.macs, unit)),
      delta(each.macs, base?.macs),
      megabytes(each.bytes),
      millisecondsText(each.run?.ms.median),
      millisecondsText(each.run?.ms.p90),
      delta(microseconds(each.run?.ms.median), microseconds(base?.run?.ms.median)),
      rateTextOf(each, unit),
    ]);
  };
  return [
    `${conditionsText(rows)}`,
    '',
    line(headings),
    line([':--', ...headings.slice(1).map(() => '--:')]),
    ...rows.map(row),
    '',
  ].join('\n');
}
