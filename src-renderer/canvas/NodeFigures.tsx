import { expansionCost } from '../../src-core/analysis/conventions/cost.ts';
import { elementTypeAt } from '../../src-core/analysis/element-type.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { pathOfOwner, weightsOwnerOf } from '../../src-core/analysis/weights-owner.ts';
import { takersOf } from '../../src-core/analysis/weights-sharers.ts';
import { boundaryOf, partPortOf } from '../../src-core/language/roles.ts';
import type { Variant } from '../../src-core/scene/geometry.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { useDocument } from '../store/document.ts';
import { useJobs } from '../store/jobs.ts';
import { nameOf, parentOf } from '../store/navigation.ts';
import { isMeasured, useView } from '../store/view.ts';
import { classNames } from '../ui/class-names.ts';
import {
  costFigure,
  countText,
  differenceText,
  millisecondsText,
  rateUnit,
  shareText,
} from '../ui/figures.ts';
import { Numeric } from '../ui/Numeric.tsx';
import { Tex } from '../ui/Tex.tsx';
import { groupFormulas } from './group-formula.ts';
import styles from './NodeFigures.module.css';
import { paramsWord } from './node-words.ts';
import { useShare } from './share.ts';

interface NodeFiguresProps {
  readonly path: string;
  readonly variant: Variant;
  readonly item: Item;
  readonly isHot: boolean;
}

/** The quiet line of numbers: parameters, cost, and the share of what the bars (or the heat) measure. */
export function NodeFigures({ path, variant, item, isHot }: NodeFiguresProps) {
  const convention = useConvention();
  const heat = useView((state) => state.heat);
  const bars = useView((state) => state.bars);
  const time = useJobs((state) => state.profile?.times.get(path) ?? null);
  const metric = heat === 'off' ? bars : heat;
  const { ofTotal, ofLargest, value } = useShare(path, metric);
  const weightsOwner = useDocument(({ analysis }) => {
    const found = weightsOwnerOf(analysis, path);
    return found === null ? null : pathOfOwner(path, found);
  });
  const takers = useDocument(({ analysis }) => takersOf(analysis, path).length);
  const unitBase = useView((state) => state.unitBase);
  if (boundaryOf(item.definition) !== undefined) return <BoundaryLine path={path} />;
  const part = partPortOf(item.definition);
  if (part !== undefined)
    return (
      <div className={classNames(styles.line, styles.quiet)}>
        {t(part === 'input' ? 'comes in here' : 'goes out here')}
      </div>
    );

  const params =
    weightsOwner === null ? (
      <Numeric value={countText(item.facts?.params)} unit={paramsWord(takers)} className={styles.params} />
    ) : (
      <span className={classNames(styles.weightsOwner, styles.params)}>
        {t('weights of {owner}', { owner: weightsOwner })}
      </span>
    );
  const cost = costFigure(expansionCost(item.expansion, convention), unitBase);
  const costText = <Numeric value={cost.value} unit={cost.unit} className={styles.cost} />;
  const isTime = isMeasured(metric);
  const share = <span className={styles.share}>{shareText(ofTotal)}</span>;
  const bar = !isHot && (
    <span className={styles.track}>
      <span className={styles.fill} style={{ width: `${ofLargest * 100}%` }} />
    </span>
  );
  const measured =
    metric === 'throughput' ? (
      <Numeric
        value={value === null ? '—' : value.toFixed(value < 100 ? 1 : 0)}
        unit={rateUnit(cost)}
        strong
      />
    ) : (
      <Numeric
        value={metric === 'difference' ? differenceText(value) : millisecondsText(time?.ms)}
        unit="ms"
        strong
      />
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
        <GroupWeights path={path} item={item} />
        <div className={styles.ends}>
          {isTime ? (
            <>
              <span data-fact="time">{measured}</span>
              <span data-fact="share">{share}</span>
            </>
          ) : (
            <span data-fact="cost">{costText}</span>
          )}
        </div>
      </>
    );
  }
  const first = isTime && isHot ? measured : params;
  const fact = isTime && isHot ? 'time' : 'params';
  if (variant !== 'wide')
    return (
      <div className={styles.ends}>
        <span data-fact={fact}>{first}</span>
        <span data-fact="cost">{costText}</span>
      </div>
    );
  return (
    <div className={styles.line}>
      <span className={styles.pair}>
        <span data-fact={fact} className={styles.first}>
          {first}
        </span>
        <span data-fact="cost">{costText}</span>
      </span>
      {bar}
      <span data-fact="share">{share}</span>
    </div>
  );
}

/** A channel group's convolution weights, as a formula and to the unit, and its parameters with all that is around them. */
function GroupWeights({ path, item }: { readonly path: string; readonly item: Item }) {
  const block = useDocument((state) => itemAt(state.analysis, parentOf(path))?.expansion ?? null);
  const formula = block === null ? undefined : groupFormulas(block).get(nameOf(path));
  const params = (
    <Numeric value={countText(item.facts?.params)} unit={t('params')} strong={formula === undefined} />
  );
  return (
    <>
      {formula !== undefined && (
        <>
          <div data-fact="formula" className={styles.formula}>
            <Tex tex={formula.latex} />
          </div>
          <div data-fact="weights" className={styles.line}>
            <Numeric value={countText(formula.weights)} unit={t('conv weights')} strong />
          </div>
        </>
      )}
      <div data-fact="params" className={styles.line}>
        {params}
      </div>
    </>
  );
}

/** What is said of a tensor that comes in or goes out. */
function BoundaryLine({ path }: { readonly path: string }) {
  const type = useDocument((state) => elementTypeAt(state.analysis, path));
  return <div className={classNames(styles.line, styles.quiet)}>{`${type} · NCHW`}</div>;
}
