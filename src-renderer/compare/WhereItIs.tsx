import { useMemo, useState } from 'react';
import { t } from '../locale/translate.ts';
import { computationOf, useCompare } from '../store/compared-designs.ts';
import { useConvention } from '../store/convention.ts';
import { progressText } from '../store/job-words.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import { Button } from '../ui/Button.tsx';
import { ChartCard } from '../ui/plot/ChartCard.tsx';
import chart from '../ui/plot/chart-body.module.css';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { useSize } from '../ui/use-size.ts';
import styles from './Charts.module.css';
import type { CompareRow } from './compare-rows.ts';
import { costUnit } from './compare-text.ts';
import { measurable, profileEach } from './measure-designs.ts';
import { StackPlot } from './StackPlot.tsx';
import type { StackMetric } from './stacks.ts';
import { stackOf } from './stacks.ts';

/** Profiles by what computes: those made for this page, and the one of the bottom panel. */
function useProfiles() {
  const profiles = useCompare((state) => state.profiles);
  const own = useJobs((state) => state.profile);
  return useMemo(
    () => (own === null ? profiles : new Map(profiles).set(computationOf(own.design), own.report)),
    [profiles, own],
  );
}

/** Offers to profile the designs whose time is not known item by item, and shows how far that is. */
function ProfileMissing({ rows }: { readonly rows: readonly CompareRow[] }) {
  const running = useJobs((state) => state.running);
  if (running?.kind === 'profile') {
    return (
      <p className={styles.missing} role="status">
        {progressText(running)}
        <Button look="link" onPress={() => void cancelJob()}>
          {t('Cancel')}
        </Button>
      </p>
    );
  }
  const runnable = measurable(rows);
  if (runnable.length === 0) return null;
  return (
    <p className={styles.missing}>
      {t(runnable.length === 1 ? 'One design has no profile yet.' : '{count} designs have no profile yet.', {
        count: runnable.length,
      })}
      <Button look="link" isDisabled={running !== null} onPress={() => void profileEach(runnable)}>
        {t(runnable.length === 1 ? 'Profile it' : 'Profile them')}
      </Button>
    </p>
  );
}

/** The items that parameters, work or time of each design are in. */
export function WhereItIs({ rows }: { readonly rows: readonly CompareRow[] }) {
  const [metric, setMetric] = useState<StackMetric>('macs');
  const convention = useConvention();
  const profiles = useProfiles();
  const [frame, size] = useSize<HTMLDivElement>();
  const stacks = useMemo(
    () => rows.map((row) => stackOf(row, metric, profiles.get(row.computation) ?? null, convention)),
    [rows, metric, profiles, convention],
  );
  const cost = costUnit(convention);
  const titles: Readonly<Record<StackMetric, string>> = {
    params: t('Where the parameters are'),
    macs: t('Where the {cost} are', { cost }),
    time: t('Where the time goes'),
  };
  return (
    <ChartCard
      title={titles[metric]}
      note={t(metric === 'time' ? 'by item, profiled run' : 'by item')}
      controls={
        <SegmentedControl
          label={t('What is cut by item')}
          segments={[
            { value: 'params', label: t('Params') },
            { value: 'macs', label: cost },
            { value: 'time', label: t('Time') },
          ]}
          value={metric}
          onChange={setMetric}
        />
      }
    >
      {metric === 'time' && (
        <ProfileMissing rows={rows.filter(({ computation }) => !profiles.has(computation))} />
      )}
      <div ref={frame} className={chart.frame}>
        {size.width > 0 && <StackPlot stacks={stacks} metric={metric} convention={convention} size={size} />}
      </div>
    </ChartCard>
  );
}
