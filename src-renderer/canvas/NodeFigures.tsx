import type { Item } from '../store/items.ts';
import { useJobs } from '../store/jobs.ts';
import { useView } from '../store/view.ts';
import { classNames } from '../ui/class-names.ts';
import { costFigure, countText, millisecondsText, shareText } from '../ui/figures.ts';
import { Numeric } from '../ui/Numeric.tsx';
import type { Variant } from './geometry.ts';
import styles from './NodeFigures.module.css';
import { useShare } from './share.ts';

interface NodeFiguresProps {
  readonly path: string;
  readonly variant: Variant;
  readonly item: Item;
  readonly isHot: boolean;
}

/** The quiet line of numbers: parameters, cost, and the share of what the bars (or the heat) measure. */
export function NodeFigures({ path, variant, item, isHot }: NodeFiguresProps) {
  const unit = useView((state) => state.costUnit);
  const heat = useView((state) => state.heat);
  const bars = useView((state) => state.bars);
  const time = useJobs((state) => state.profile?.times.get(path) ?? null);
  const metric = heat === 'off' ? bars : heat;
  const { ofTotal, ofLargest, value } = useShare(path, metric);
  const isBoundary = item.definition?.kind === 'operator' && item.definition.boundary !== undefined;
  if (isBoundary) return <BoundaryLine />;

  const params = <Numeric value={countText(item.facts?.params)} unit="params" className={styles.params} />;
  const cost = costFigure(item.facts?.macs, unit);
  const costText = <Numeric value={cost.value} unit={cost.unit} className={styles.cost} />;
  const isTime = metric === 'time' || metric === 'throughput';
  const share = <span className={styles.share}>{shareText(ofTotal)}</span>;
  const bar = !isHot && (
    <span className={styles.track}>
      <span className={styles.fill} style={{ width: `${ofLargest * 100}%` }} />
    </span>
  );
  const measured =
    metric === 'throughput' ? (
      <Numeric value={value === null ? '—' : value.toFixed(value < 100 ? 1 : 0)} unit="GMAC/s" strong />
    ) : (
      <Numeric value={millisecondsText(time?.ms)} unit="ms" strong />
    );

  if (variant === 'tile') {
    return (
      <>
        <div className={styles.ends}>
          <span data-fact={isTime ? 'time' : 'params'}>{isTime ? measured : params}</span>
          {isTime && <span data-fact="share">{share}</span>}
        </div>
        <div className={styles.ends}>
          <span data-fact="cost">{costText}</span>
          {!isTime && isHot && <span data-fact="share">{share}</span>}
        </div>
        {!isHot && (
          <div className={styles.foot}>
            {bar}
            {!isTime && <span data-fact="share">{share}</span>}
          </div>
        )}
      </>
    );
  }
  if (variant === 'group') {
    return (
      <>
        <div data-fact="params" className={styles.line}>
          <Numeric value={countText(item.facts?.params)} unit="params" strong />
        </div>
        <div className={styles.line}>
          <span data-fact="cost">{costText}</span>
          {isTime && <span data-fact="time">{measured}</span>}
        </div>
      </>
    );
  }
  return (
    <div className={styles.line}>
      <span data-fact={isTime && isHot ? 'time' : 'params'} className={styles.first}>
        {isTime && isHot ? measured : params}
      </span>
      <span data-fact="cost" className={styles.second}>
        {costText}
      </span>
      {variant === 'wide' && (
        <>
          {bar}
          <span data-fact="share">{share}</span>
        </>
      )}
    </div>
  );
}

/** What is said of a tensor that comes in or goes out. */
function BoundaryLine() {
  return <div className={classNames(styles.line, styles.quiet)}>fp32 · NCHW</div>;
}
