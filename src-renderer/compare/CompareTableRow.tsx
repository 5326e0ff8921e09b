import { TriangleAlert, X } from 'lucide-react';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { integerText, unknown } from '../../src-core/format.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { changeHint } from '../store/change-words.ts';
import type { DeltaStyle } from '../store/compared-designs.ts';
import { removeDesign, setCompare } from '../store/compared-designs.ts';
import { classNames } from '../ui/class-names.ts';
import { millisecondsText } from '../ui/figures.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { TooltipOn } from '../ui/Tooltip.tsx';
import styles from './CompareTable.module.css';
import type { CompareRow } from './compare-rows.ts';
import { costOfDesign, megabytes, rateTextOf } from './compare-text.ts';
import type { Delta } from './delta.ts';
import { deltaOf, microseconds } from './delta.ts';
import { timeChange, timeChangeText } from './time-change.ts';

interface DeltaCellProps {
  readonly delta: Delta | null;
  readonly longest: number;
  /** Stands below it. */
  readonly note?: string;
  readonly hint?: string;
}

function DeltaCell({ delta, longest, note = '', hint }: DeltaCellProps) {
  const length = delta?.fraction == null || longest === 0 ? 0 : delta.fraction / longest;
  return (
    <td data-fact="delta" title={hint}>
      <span className={styles.difference}>
        {delta?.fraction != null && (
          <span aria-hidden className={styles.axis}>
            <span
              className={classNames(styles.bar, length < 0 && styles.less)}
              style={{ width: `${Math.min(1, Math.abs(length)) * 50}%` }}
            />
          </span>
        )}
        <span className={styles.percent}>{delta?.text ?? unknown}</span>
      </span>
      {note !== '' && <span className={styles.note}>{note}</span>}
    </td>
  );
}

/** Why numbers are missing, as one sentence. */
function faultText({ issues }: CompareRow): string {
  const [first] = issues;
  if (first === undefined) return '';
  const { node } = first.where;
  const more = issues.length > 1 ? t(', and {count} more', { count: issues.length - 1 }) : '';
  return `${node === undefined ? '' : `${node}: `}${sentence(first)}${more}`;
}

interface NameProps {
  readonly row: CompareRow;
  readonly base: CompareRow | null;
}

function Name({ row, base }: NameProps) {
  const hasOtherInput = row.input !== null && base?.input != null && row.input !== base.input;
  const fault = faultText(row);
  return (
    <label className={styles.name}>
      <input
        type="radio"
        name="compare-baseline"
        aria-label={t('{title} {subtitle} is the baseline', { title: row.title, subtitle: row.subtitle })}
        checked={row.isBaseline}
        onChange={() => setCompare({ baseline: row.id })}
        className={styles.radio}
      />
      <span className={styles.title} title={`${row.title} ${row.subtitle}`}>
        {row.title}
        <span className={styles.subtitle}>{row.subtitle}</span>
      </span>
      {row.isCurrent && <span className={classNames(styles.tag, styles.current)}>{t('this design')}</span>}
      {row.isBaseline && <span className={styles.tag}>{t('baseline')}</span>}
      {hasOtherInput && (
        <span
          className={classNames(styles.tag, styles.other)}
          title={t("Another input than the baseline's: costs and times are of different work")}
        >
          {t('input {input}', { input: row.input })}
        </span>
      )}
      {fault !== '' && (
        <TooltipOn text={fault}>
          <span role="img" aria-label={fault} className={styles.warning}>
            <TriangleAlert size={16} aria-hidden />
          </span>
        </TooltipOn>
      )}
    </label>
  );
}

interface CompareTableRowProps extends NameProps {
  readonly convention: Convention;
  readonly deltas: DeltaStyle;
  /** The difference that has the full length of a bar. */
  readonly longest: number;
}

export function CompareTableRow({ row, base, convention, deltas, longest }: CompareTableRowProps) {
  const delta = (value: bigint | null, from: bigint | null | undefined) =>
    row.isBaseline ? null : deltaOf(value, from ?? null, deltas);
  const { run } = row;
  const change = timeChange(row, base);
  const cost = costOfDesign(row, convention);
  return (
    <tr data-design={row.id} data-current={row.isCurrent || undefined}>
      <th scope="row">
        <Name row={row} base={base} />
      </th>
      <td data-fact="params" className={styles.strong}>
        {integerText(row.params)}
      </td>
      <DeltaCell delta={delta(row.params, base?.params)} longest={longest} />
      <td data-fact="cost" className={styles.strong}>
        {integerText(cost)}
      </td>
      <DeltaCell
        delta={delta(cost, base === null ? null : costOfDesign(base, convention))}
        longest={longest}
      />
      <td
        data-fact="bytes"
        title={row.bytes === null ? undefined : t('{count} bytes', { count: integerText(row.bytes) })}
      >
        {megabytes(row.bytes)}
      </td>
      <td data-fact="median" className={styles.time}>
        {millisecondsText(run?.ms.median)}
      </td>
      <td data-fact="p90" className={styles.quiet}>
        {millisecondsText(run?.ms.p90)}
      </td>
      <DeltaCell
        delta={delta(microseconds(run?.ms.median), microseconds(base?.run?.ms.median))}
        longest={longest}
        note={change === null ? '' : timeChangeText(change)}
        hint={change === null ? undefined : changeHint(change)}
      />
      <td data-fact="rate">{rateTextOf(row, convention)}</td>
      <td className={styles.end}>
        {!row.isCurrent && (
          <IconButton
            icon={<X size={14} aria-hidden />}
            label={t('Remove {name}', { name: `${row.title} ${row.subtitle}`.trim() })}
            onPress={() => removeDesign(row.id)}
            className={styles.remove as string}
          />
        )}
      </td>
    </tr>
  );
}
