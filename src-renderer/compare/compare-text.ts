import { isInteger } from '../../src-core/algebra/expression.ts';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import { costUnder } from '../../src-core/analysis/conventions/cost.ts';
import { markdownText } from '../../src-core/figure/cell-text.ts';
import { integerText, ratioText, unknown } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import type { DeltaStyle } from '../store/compared-designs.ts';
import { useCompare } from '../store/compared-designs.ts';
import { conventionLabel } from '../store/convention-words.ts';
import { deviceText, onMachine } from '../store/device-words.ts';
import { useDevices } from '../store/devices.ts';
import { millisecondsText, rateUnit } from '../ui/figures.ts';
import type { CompareRow } from './compare-rows.ts';
import { baselineOf, sharedInput } from './compare-rows.ts';
import { deltaOf, microseconds } from './delta.ts';
import { timeChange, timeChangeText } from './time-change.ts';

/** The work of a design as a convention counts it, exact; null where it is unknown. */
export function costOfDesign({ macs, analysis }: CompareRow, convention: Convention): bigint | null {
  if (macs === null) return null;
  const { value } = costUnder(analysis, convention);
  return value !== null && isInteger(value) ? value : null;
}

/** What a cost is called: `MACs`. */
export const costUnit = (convention: Convention): string => unitOf(convention);

/** `MACs, conv + linear`: no cost is shown without saying what is counted. */
export const costHeading = (convention: Convention): string =>
  `${costUnit(convention)}, ${conventionLabel(convention)}`;

/** The same on an axis: `MACs, G (conv + linear)`. */
export const costAxis = (convention: Convention, prefix: string): string =>
  `${costUnit(convention)}, ${prefix} (${conventionLabel(convention)})`;

export const rateHeading = (convention: Convention): string => rateUnit({ unit: costUnit(convention) });

export const megabytes = (bytes: bigint | null): string => ratioText(bytes, 1_000_000n, 1);

/** Work per second; null where it or the time is unknown. */
export function rateOf(cost: bigint | null, run: CompareRow['run']): number | null {
  return cost === null || cost === 0n || run === null || run.ms.median <= 0
    ? null
    : (Number(cost) / run.ms.median) * 1000;
}

export function rateTextOf(row: CompareRow, convention: Convention): string {
  const rate = rateOf(costOfDesign(row, convention), row.run);
  return rate === null ? unknown : (rate / 1e9).toFixed(rate >= 1e11 ? 0 : 1);
}

/** The run that all times come from, as far as the designs share it; null while there are no times. */
function runText(rows: readonly CompareRow[]): string | null {
  const run = rows.find((row) => row.run !== null)?.run;
  if (run == null) return null;
  const box = useCompare.getState().measurement?.box ?? null;
  return `${onMachine(box, deviceText(run))}, n = ${run.runs}`;
}

/** What all rows have in common: `5 designs, fp32, batch 1, 224 × 224, CPU, 8 threads, n = 50`. */
export function conditionsText(rows: readonly CompareRow[]): string {
  const input = sharedInput(rows);
  const sizes = input?.includes(' and ') ? null : input?.split(' × ');
  const size =
    input === null
      ? t('different inputs')
      : sizes?.length === 4
        ? t('batch {batch}, {rows} × {columns}', {
            batch: sizes[0] ?? '',
            rows: sizes[2] ?? '',
            columns: sizes[3] ?? '',
          })
        : input;
  const number = t(rows.length === 1 ? '1 design' : '{count} designs', { count: rows.length });
  const measured = rows.find((row) => row.run !== null)?.run?.precision;
  const precision = measured ?? useDevices.getState().settings.precision ?? 'fp32';
  return [number, precision, size, runText(rows) ?? t('not measured yet')].join(', ');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The comparison as a Markdown table, under a line that says what was measured. */
export function markdownComparison(
  rows: readonly CompareRow[],
  convention: Convention,
  style: DeltaStyle,
): string {
  const base = baselineOf(rows);
  const against = style === 'ratio' ? '×' : 'Δ';
  const headings = [
    t('Design'),
    t('Params'),
    against,
    costHeading(convention),
    against,
    t('ONNX, MB'),
    t('ms median'),
    'p90',
    against,
    rateHeading(convention),
  ];
  const row = (each: CompareRow): string => {
    const delta = (value: bigint | null, from: bigint | null | undefined) =>
      each.isBaseline ? unknown : deltaOf(value, from ?? null, style).text;
    const change = timeChange(each, base);
    const notes = [
      each.subtitle === '' ? '' : ` ${markdownText(each.subtitle)}`,
      each.isBaseline ? ` (${t('baseline')})` : '',
      each.input !== null && each.input !== base?.input
        ? ` (${t('input {input}', { input: each.input })})`
        : '',
    ];
    return line([
      `${markdownText(each.title)}${notes.join('')}`,
      integerText(each.params),
      delta(each.params, base?.params),
      integerText(costOfDesign(each, convention)),
      delta(costOfDesign(each, convention), base === null ? null : costOfDesign(base, convention)),
      megabytes(each.bytes),
      millisecondsText(each.run?.ms.median),
      millisecondsText(each.run?.ms.p90),
      [
        delta(microseconds(each.run?.ms.median), microseconds(base?.run?.ms.median)),
        ...(change === null ? [] : [`(${timeChangeText(change)})`]),
      ].join(' '),
      rateTextOf(each, convention),
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
