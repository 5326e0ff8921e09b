import { Fragment, useCallback } from 'react';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { classNames } from '../ui/class-names.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import section from '../ui/section.module.css';
import { useSliced } from '../work/use-sliced.ts';
import { AxisCard } from './AxisCard.tsx';
import { Crossovers } from './Crossovers.tsx';
import styles from './SensitivityView.module.css';
import { sensitivities } from './sensitivity-work.ts';
import { showWindow, useSpaceView } from './space-view.ts';
import type { Subject } from './subject.ts';
import { subjectOf } from './subject.ts';

function Cards({ subject }: { readonly subject: Subject }) {
  const window = useSpaceView((state) => state.window);
  const make = useCallback(() => sensitivities(subject, window), [subject, window]);
  const { state, isLate, isDone } = useSliced(make);
  return (
    <>
      <div className={styles.top}>
        <h3 className={section.title}>{t('One symbol at a time')}</h3>
        <SegmentedControl
          label={t('Range of the plots')}
          segments={[
            { value: 'near', label: t('near') },
            { value: 'whole', label: t('whole range') },
          ]}
          value={window}
          onChange={showWindow}
        />
      </div>
      <div
        className={classNames(section.late, styles.cards)}
        data-stale={isLate || undefined}
        aria-busy={!isDone}
        data-testid="sensitivity"
      >
        {(state ?? []).map((shown) => (
          <AxisCard key={shown.axis.name} shown={shown} />
        ))}
        {!isDone && (state ?? []).length < subject.axes.length && (
          <p className={styles.none}>
            {t('Counting designs: {count} of {axes} symbols …', {
              count: (state ?? []).length,
              axes: subject.axes.length,
            })}
          </p>
        )}
      </div>
    </>
  );
}

/** How the counts of an item or the design answer to each integer that makes it. */
export function SensitivityView({ path }: { readonly path: string }) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const subject = subjectOf(design, analysis, path);
  return (
    <div className={section.body}>
      {!subject.ok ? (
        <p className={styles.none}>{sentence(subject.issues[0]!)}</p>
      ) : subject.value.axes.length === 0 ? (
        <p className={styles.none}>{t('No whole number here can be varied.')}</p>
      ) : (
        <Fragment key={path}>
          <Cards subject={subject.value} />
          <Crossovers subject={subject.value} />
        </Fragment>
      )}
    </div>
  );
}
