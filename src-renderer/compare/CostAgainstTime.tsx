import { useState } from 'react';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { progressShare, progressText } from '../store/job-words.ts';
import { useJobs } from '../store/jobs.ts';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { ChartCard } from '../ui/plot/ChartCard.tsx';
import chart from '../ui/plot/chart-body.module.css';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { useSize } from '../ui/use-size.ts';
import styles from './Charts.module.css';
import type { PlotPoint } from './CostTimePlot.tsx';
import { CostTimePlot } from './CostTimePlot.tsx';
import type { CompareRow } from './compare-rows.ts';
import { costAxis, costOfDesign, costUnit, rateHeading } from './compare-text.ts';
import { measurable, measure } from './measure-designs.ts';
import { scaleFor } from './stacks.ts';

type CostMetric = 'macs' | 'params' | 'activations';

function metricOf(row: CompareRow, metric: CostMetric, convention: Convention): bigint | null {
  if (metric === 'params') return row.params;
  return metric === 'macs' ? costOfDesign(row, convention) : row.activationBytes;
}

/** The heading of the horizontal axis, with the unit its numbers wear. */
function axisTitle(metric: CostMetric, convention: Convention, prefix: string): string {
  if (metric === 'activations') return t('Activations, {unit} (fp32)', { unit: `${prefix}B` });
  if (metric === 'params') return t('Params, {unit}', { unit: prefix });
  return costAxis(convention, prefix);
}

/** What stands in the place of the chart while there are no times. */
function NoTimes({ rows }: { readonly rows: readonly CompareRow[] }) {
  const running = useJobs((state) => state.running);
  if (running?.kind === 'measure') {
    return (
      <div className={chart.empty}>
        <p>{t('Measuring. {progress}', { progress: progressText(running) })}</p>
        <div className={styles.bar}>
          <ProgressBar label={t('Measure')} value={progressShare(running)} />
        </div>
      </div>
    );
  }
  return (
    <div className={chart.empty}>
      <p>{t('No times yet. Measuring runs every design in turn on the chosen device.')}</p>
      <Button
        isDisabled={running !== null || measurable(rows).length === 0}
        onPress={() => void measure(rows)}
      >
        {t('Measure')}
      </Button>
    </div>
  );
}

/** What a design asks for against the time it takes: the farther right of a line, the better the machine is used. */
export function CostAgainstTime({ rows }: { readonly rows: readonly CompareRow[] }) {
  const [metric, setMetric] = useState<CostMetric>('macs');
  const convention = useConvention();
  const [frame, size] = useSize<HTMLDivElement>();
  const values = rows.map((row) => Number(metricOf(row, metric, convention) ?? 0n));
  const { prefix, size: scale } = scaleFor(Math.max(1, ...values));
  const points = rows.flatMap((row): PlotPoint[] => {
    const value = metricOf(row, metric, convention);
    return value === null || row.run === null
      ? []
      : [{ row, x: Number(value) / scale, y: row.run.ms.median }];
  });
  const hasRates = metric === 'macs';
  return (
    <ChartCard
      title={t('Cost against time')}
      note={hasRates && points.length > 0 ? t('dashed lines: equal throughput') : ''}
      controls={
        <SegmentedControl
          label={t('Cost')}
          segments={[
            { value: 'macs', label: costUnit(convention) },
            { value: 'params', label: t('Params') },
            { value: 'activations', label: t('Activations') },
          ]}
          value={metric}
          onChange={setMetric}
        />
      }
    >
      <div ref={frame} className={chart.frame}>
        {points.length === 0 ? (
          <NoTimes rows={rows} />
        ) : (
          size.width > 0 && (
            <CostTimePlot
              points={points}
              size={size}
              xTitle={axisTitle(metric, convention, prefix)}
              rate={hasRates ? { title: rateHeading(convention), perUnit: scale / 1e6 } : null}
            />
          )
        )}
      </div>
    </ChartCard>
  );
}
