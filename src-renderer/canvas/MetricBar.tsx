import { Flame } from 'lucide-react';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { conventionLabel, conventionText } from '../store/convention-words.ts';
import { useDocument } from '../store/document.ts';
import { useJobs } from '../store/jobs.ts';
import { largestAt } from '../store/metrics.ts';
import { useNavigation } from '../store/navigation.ts';
import { useCompared } from '../store/profile-comparison.ts';
import type { BarMetric, HeatMetric } from '../store/view.ts';
import { setView, useView } from '../store/view.ts';
import { rateUnit } from '../ui/figures.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { AwayScale } from './AwayScale.tsx';
import { HeatScale } from './HeatScale.tsx';
import styles from './MetricBar.module.css';

/** What the bars measure, or what the heat fills the nodes by. One metric at a time, its scale always in view. */
export function MetricBar() {
  const bars = useView((state) => state.bars);
  const heat = useView((state) => state.heat);
  const convention = useConvention();
  const hasTimes = useJobs((state) => state.profile !== null);
  const compared = useCompared();
  const isEmpty = useDocument((state) => state.design.nodes.length === 0);
  const cost = unitOf(convention);
  if (isEmpty) return null;
  return (
    <>
      <div data-over="top" className={styles.bar}>
        {heat === 'off' ? (
          <>
            <span className={styles.label}>{t('Bars show')}</span>
            <SegmentedControl<BarMetric>
              label={t('Bars show')}
              value={bars === 'time' && !hasTimes ? 'macs' : bars}
              onChange={(value) => setView({ bars: value })}
              segments={[
                { value: 'params', label: t('Params') },
                { value: 'macs', label: cost },
                { value: 'time', label: t('Time'), isDisabled: !hasTimes },
              ]}
            />
            <IconButton
              icon={<Flame size={14} aria-hidden />}
              label={t('Show as heat')}
              onPress={() => setView({ heat: bars === 'time' && !hasTimes ? 'macs' : bars })}
            />
          </>
        ) : (
          <>
            <span className={styles.label}>{t('Heat shows')}</span>
            <SegmentedControl<HeatMetric>
              label={t('Heat shows')}
              value={heat}
              onChange={(value) => setView({ heat: value })}
              segments={[
                { value: 'params', label: t('Params') },
                { value: 'macs', label: cost },
                { value: 'time', label: t('Time'), isDisabled: !hasTimes },
                { value: 'throughput', label: rateUnit({ unit: cost }), isDisabled: !hasTimes },
                ...(compared === null ? [] : [{ value: 'difference', label: t('Difference') } as const]),
                { value: 'off', label: t('Off') },
              ]}
            />
          </>
        )}
        <span className={styles.convention} title={conventionText(convention)}>
          {cost}: {conventionLabel(convention)}
        </span>
      </div>
      {heat !== 'off' && <Scale metric={heat} convention={convention} />}
    </>
  );
}

interface ScaleProps {
  readonly metric: Exclude<HeatMetric, 'off'>;
  readonly convention: Convention;
}

function Scale({ metric, convention }: ScaleProps) {
  const times = useJobs((state) => state.profile?.times ?? null);
  const level = useNavigation((state) => state.level);
  const unit = unitOf(convention);
  const changes = useCompared()?.byPath ?? null;
  const reading = { times, convention, changes };
  const largest = useDocument((state) => largestAt(state.analysis, level, metric, reading));
  if (metric === 'difference') return <AwayScale title={t('Difference, ms')} largest={largest} />;
  if (metric === 'time') return <HeatScale title={t('Time, ms')} largest={largest} />;
  if (metric === 'throughput') return <HeatScale title={rateUnit({ unit })} largest={largest} />;
  const [size, prefix] = largest >= 1e8 ? [1e9, ' G'] : largest >= 1e5 ? [1e6, ' M'] : [1, ''];
  return <HeatScale title={`${metric === 'macs' ? unit : t('Params')}${prefix}`} largest={largest / size} />;
}
