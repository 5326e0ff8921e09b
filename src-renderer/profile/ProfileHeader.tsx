import type { Table } from '@tanstack/react-table';
import { Share, X } from 'lucide-react';
import { traceText } from '../../src-core/latency/trace-events.ts';
import { t } from '../locale/translate.ts';
import { busyText } from '../store/busy-words.ts';
import { runCommand } from '../store/commands.ts';
import { useConvention } from '../store/convention.ts';
import { deviceText, onMachine } from '../store/device-words.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { setPanel } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { millisecondsText } from '../ui/figures.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import { CompareWith } from './CompareWith.tsx';
import styles from './ProfileHeader.module.css';
import { csvTable, isDisturbed, markdownTable, overheadText } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';
import { batchOf } from './profile-tree.ts';

interface FactProps {
  readonly title: string;
  readonly value: string;
  readonly hint?: string;
}

function Fact({ title, value, hint }: FactProps) {
  return (
    <span className={styles.fact} title={hint}>
      {title} <b>{value}</b>
    </span>
  );
}

function Summary({ profile }: { readonly profile: MeasuredProfile }) {
  const { report } = profile;
  const batch = batchOf(profile);
  const [low, high] = report.plain.interval;
  const ms = (value: number) => `${millisecondsText(value)} ms`;
  return (
    <>
      <span className={styles.group}>
        <Fact title={t('device')} value={onMachine(profile.box, deviceText(report))} />
        <Fact
          title="n"
          value={t('{runs} after {warmup} warm-up', { runs: report.runs, warmup: report.warmup })}
        />
      </span>
      <span className={styles.group}>
        <Fact
          title={t('median')}
          value={ms(report.plain.median)}
          hint={t('Of as many runs without profiling, in turn')}
        />
        <Fact
          title={t('95% between')}
          value={`${millisecondsText(low)}–${ms(high)}`}
          hint={
            report.steady
              ? t('The interval of the median, by bootstrap')
              : t('The interval of the median, by bootstrap; the runs did not become steady')
          }
        />
        <span className={styles.detail}>
          <Fact title="p90" value={ms(report.plain.p90)} hint={t('Of the runs without profiling')} />
          <Fact title="p99" value={ms(report.plain.p99)} hint={t('Of the runs without profiling')} />
          <Fact title={t('min')} value={ms(report.plain.min)} hint={t('Of the runs without profiling')} />
        </span>
      </span>
      <span className={styles.group}>
        <Fact title={t('profiled median')} value={ms(report.totalMs)} />
        <span className={styles.fact} title={t('What profiling itself costs')}>
          {t('{percent} overhead', { percent: overheadText(report.totalMs, report.plain.median) })}
        </span>
        {(report.busy.length > 0 || isDisturbed(report.totalMs, report.plain.median)) && (
          <span role="note" className={styles.busy} title={report.busy.map(busyText).join('\n')}>
            {t('The machine was busy')}{' '}
            <Button look="link" onPress={() => runCommand('run.profile-when-quiet')}>
              {t('Measure again when quiet')}
            </Button>
          </span>
        )}
      </span>
      <span className={styles.runtime}>
        onnxruntime {report.onnxruntime}, {report.precision}
        {batch !== null && t(', batch {batch}', { batch })}
      </span>
    </>
  );
}

interface ProfileHeaderProps {
  readonly profile: MeasuredProfile | null;
  readonly root: TimeNode | null;
  readonly table: Table<TimeNode> | null;
}

/** What was measured, on what and how often; and ways to take it along. */
export function ProfileHeader({ profile, root, table }: ProfileHeaderProps) {
  const convention = useConvention();
  const rows = () => table?.getRowModel().rows.map((row) => ({ node: row.original, depth: row.depth })) ?? [];
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{t('Profile')}</h2>
      <div className={styles.summary}>{profile !== null && <Summary profile={profile} />}</div>
      {profile !== null && <CompareWith profile={profile} />}
      {profile !== null && root !== null && (
        <Menu
          label={t('Copy the profile')}
          entries={[
            {
              id: 'markdown',
              label: t('Copy as Markdown'),
              detail: t('the rows shown'),
              run: () => void copyText(markdownTable(rows(), root, convention), t('the table as Markdown')),
            },
            {
              id: 'csv',
              label: t('Copy as CSV'),
              detail: t('every row'),
              run: () => void copyText(csvTable(root, convention), t('every row as CSV')),
            },
            {
              id: 'json',
              label: t('Copy as JSON'),
              detail: t('the whole report'),
              run: () => void copyText(JSON.stringify(profile.report, null, 2), t('the report as JSON')),
            },
            {
              id: 'trace',
              label: t('Copy as a trace'),
              detail: t('for ui.perfetto.dev'),
              run: () =>
                void copyText(
                  traceText(profile.design.title, profile.report.timeline),
                  t('the run as a trace'),
                ),
            },
          ]}
        >
          <IconButton icon={<Share size={16} aria-hidden />} label={t('Copy the profile')} />
        </Menu>
      )}
      <IconButton
        icon={<X size={16} aria-hidden />}
        label={t('Close the profile')}
        onPress={() => setPanel('bottom', false)}
      />
    </header>
  );
}
