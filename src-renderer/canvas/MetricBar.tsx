import { Flame } from 'lucide-react';
import { costOf } from '../../src-core/analysis/cost.ts';
import { useDocument } from '../store/document.ts';
import { useJobs } from '../store/jobs.ts';
import { largestAt } from '../store/metrics.ts';
import { useNavigation } from '../store/navigation.ts';
import { type BarMetric, type HeatMetric, setView, useView } from '../store/view.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { HeatScale } from './HeatScale.tsx';
import styles from './MetricBar.module.css';

/** What the bars measure, or what the heat fills the nodes by. One metric at a time, its scale always in view. */
export function MetricBar() {
  const bars = useView((state) => state.bars);
  const heat = useView((state) => state.heat);
  const unit = useView((state) => state.costUnit);
  const hasTimes = useJobs((state) => state.profile !== null);
  const isEmpty = useDocument((state) => state.design.nodes.length === 0);
  const cost = costOf(null, unit).unit;
  if (isEmpty) return null;
  return (
    <>
      <div className={styles.bar}>
        {heat === 'off' ? (
          <>
            <span className={styles.label}>Bars show</span>
            <SegmentedControl<BarMetric>
              label="Bars show"
              value={bars === 'time' && !hasTimes ? 'macs' : bars}
              onChange={(value) => setView({ bars: value })}
              segments={[
                { value: 'params', label: 'Params' },
                { value: 'macs', label: cost },
                { value: 'time', label: 'Time', isDisabled: !hasTimes },
              ]}
            />
            <IconButton
              icon={<Flame size={14} aria-hidden />}
              label="Show as heat"
              onPress={() => setView({ heat: bars === 'time' && !hasTimes ? 'macs' : bars })}
            />
          </>
        ) : (
          <>
            <span className={styles.label}>Heat shows</span>
            <SegmentedControl<HeatMetric>
              label="Heat shows"
              value={heat}
              onChange={(value) => setView({ heat: value })}
              segments={[
                { value: 'params', label: 'Params' },
                { value: 'macs', label: cost },
                { value: 'time', label: 'Time', isDisabled: !hasTimes },
                { value: 'throughput', label: 'GMAC/s', isDisabled: !hasTimes },
                { value: 'off', label: 'Off' },
              ]}
            />
          </>
        )}
      </div>
      {heat !== 'off' && <Scale metric={heat} unit={cost} />}
    </>
  );
}

function Scale({ metric, unit }: { readonly metric: Exclude<HeatMetric, 'off'>; readonly unit: string }) {
  const times = useJobs((state) => state.profile?.times ?? null);
  const level = useNavigation((state) => state.level);
  const perMac = useView((state) => (state.costUnit === 'flops' ? 2 : 1));
  const largest = useDocument((state) => largestAt(state.analysis, level, metric, times));
  if (metric === 'time') return <HeatScale title="Time, ms" largest={largest} />;
  if (metric === 'throughput') return <HeatScale title="GMAC/s" largest={largest} />;
  const value = metric === 'macs' ? largest * perMac : largest;
  const [size, prefix] = value >= 1e8 ? [1e9, ' G'] : value >= 1e5 ? [1e6, ' M'] : [1, ''];
  return <HeatScale title={`${metric === 'macs' ? unit : 'Params'}${prefix}`} largest={value / size} />;
}
