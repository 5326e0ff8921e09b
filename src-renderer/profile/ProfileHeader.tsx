import type { Table } from '@tanstack/react-table';
import { Share, X } from 'lucide-react';
import { useConvention } from '../store/convention.ts';
import { deviceText } from '../store/device-words.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { setPanel } from '../store/view.ts';
import { copyText } from '../ui/copy-text.ts';
import { millisecondsText } from '../ui/figures.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import styles from './ProfileHeader.module.css';
import { csvTable, markdownTable, overheadText } from './profile-text.ts';
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
  const ms = (value: number) => `${millisecondsText(value)} ms`;
  return (
    <>
      <span className={styles.group}>
        <Fact title="device" value={deviceText(report)} />
        <Fact title="n" value={`${report.runs} after ${report.warmup} warm-up`} />
      </span>
      <span className={styles.group}>
        <Fact
          title="median"
          value={ms(report.plain.median)}
          hint="Of as many runs without profiling, in turn"
        />
        <span className={styles.detail}>
          <Fact title="p90" value={ms(report.plain.p90)} hint="Of the runs without profiling" />
          <Fact title="min" value={ms(report.plain.min)} hint="Of the runs without profiling" />
        </span>
      </span>
      <span className={styles.group}>
        <Fact title="profiled median" value={ms(report.totalMs)} />
        <span className={styles.fact} title="What profiling itself costs">
          {overheadText(report.totalMs, report.plain.median)} overhead
        </span>
      </span>
      <span className={styles.runtime}>
        onnxruntime {report.onnxruntime}, fp32{batch !== null && `, batch ${batch}`}
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
      <h2 className={styles.title}>Profile</h2>
      {profile === null ? <span className={styles.runtime} /> : <Summary profile={profile} />}
      {profile !== null && root !== null && (
        <Menu
          label="Copy the profile"
          entries={[
            {
              id: 'markdown',
              label: 'Copy as Markdown',
              detail: 'the rows shown',
              run: () => void copyText(markdownTable(rows(), root, convention), 'the table as Markdown'),
            },
            {
              id: 'csv',
              label: 'Copy as CSV',
              detail: 'every row',
              run: () => void copyText(csvTable(root, convention), 'every row as CSV'),
            },
            {
              id: 'json',
              label: 'Copy as JSON',
              detail: 'the whole report',
              run: () => void copyText(JSON.stringify(profile.report, null, 2), 'the report as JSON'),
            },
          ]}
        >
          <IconButton icon={<Share size={16} aria-hidden />} label="Copy the profile" />
        </Menu>
      )}
      <IconButton
        icon={<X size={16} aria-hidden />}
        label="Close the profile"
        onPress={() => setPanel('bottom', false)}
      />
    </header>
  );
}
