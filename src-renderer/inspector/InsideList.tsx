import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import { expansionCost } from '../../src-core/analysis/conventions/cost.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { integerText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { conventionLabel } from '../store/convention-words.ts';
import { goInto } from '../store/entering.ts';
import { useJobs } from '../store/jobs.ts';
import { largestAt, metricAt } from '../store/metrics.ts';
import { joinPath, nameOf, reveal } from '../store/navigation.ts';
import { hover, useSelection } from '../store/selection.ts';
import { useView } from '../store/view.ts';
import { classNames } from '../ui/class-names.ts';
import { countText, exactCost, millisecondsText } from '../ui/figures.ts';
import itemRow from '../ui/item-row.module.css';
import { Section } from '../ui/Section.tsx';
import styles from './InsideList.module.css';

/** Inside lists that are longer are cut; the canvas and the outline have all. */
const mostRows = 60;

/** What a child is. */
const tagOf = ({ definition }: Item): string => definition?.title ?? '—';

interface InsideListProps {
  readonly path: string;
  readonly names: readonly string[];
  readonly analysis: Analysis;
}

/** The items inside, each with a bar for what the bars of the canvas show. A click selects one, a double click enters it. */
export function InsideList({ path, names, analysis }: InsideListProps) {
  const metric = useView((state) => state.bars);
  const convention = useConvention();
  const times = useJobs((state) => state.profile?.times ?? null);
  const hovered = useSelection((state) => state.hovered);
  if (names.length === 0) return null;
  const reading = { times, convention };
  const largest = largestAt(analysis, path, metric, reading);
  const cost = `${unitOf(convention)}, ${conventionLabel(convention)}`;
  const note = { params: t('parameters'), macs: cost, time: 'ms' }[metric];
  const figure = (item: Item, at: string): string => {
    if (metric === 'params') return countText(item.facts?.params);
    if (metric === 'macs') return exactCost(expansionCost(item.expansion, convention)).value;
    return millisecondsText(times?.get(at)?.ms);
  };
  return (
    <Section title={t('Inside')} note={note}>
      <ul className={styles.list}>
        {names.slice(0, mostRows).map((name) => {
          const at = joinPath(path, name);
          const item = itemAt(analysis, at);
          if (item === null) return null;
          const value = metricAt(analysis, at, metric, reading) ?? 0;
          return (
            <li key={name}>
              <button
                type="button"
                className={classNames(itemRow.row, styles.row)}
                data-inside={at}
                data-hovered={hovered === at || undefined}
                onClick={() => reveal(at)}
                onDoubleClick={() => goInto(at)}
                onPointerEnter={() => hover(at)}
                onPointerLeave={() => hover(null)}
              >
                <span className={itemRow.name}>{nameOf(at)}</span>
                <span className={styles.tag}>{tagOf(item)}</span>
                <span className={styles.track}>
                  <span
                    className={styles.fill}
                    style={{ width: `${largest === 0 ? 0 : (value / largest) * 100}%` }}
                  />
                </span>
                <span className={styles.number}>{figure(item, at)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {names.length > mostRows && (
        <p className={styles.more}>{t('and {left} more', { left: integerText(names.length - mostRows) })}</p>
      )}
    </Section>
  );
}
