import { useCallback, useMemo, useRef } from 'react';
import { isInteger } from '../../src-core/algebra/expression.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import { networkOf, networks } from '../../src-core/catalogue.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { useNetworkCounts } from '../store/network-counts.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Select } from '../ui/Select.tsx';
import section from '../ui/section.module.css';
import type { Sliced } from '../work/sliced.ts';
import { useSliced } from '../work/use-sliced.ts';
import { applied } from './apply.ts';
import { readCount } from './read-count.ts';
import { SolvedTable } from './SolvedTable.tsx';
import styles from './SolveView.module.css';
import { countWords } from './sensitivity-text.ts';
import type { SolveChoice } from './solve-question.ts';
import { alone, choiceOf, variedOf } from './solve-question.ts';
import type { SolveState } from './solve-work.ts';
import { solutionsOf } from './solve-work.ts';
import type { SolvedLine } from './solved-table.ts';
import type { HeldCount } from './space-view.ts';
import { setSolve, useSpaceView } from './space-view.ts';
import type { NamedAxis, Subject } from './subject.ts';
import { subjectOf } from './subject.ts';
import { TargetField } from './TargetField.tsx';

type Solved = Extract<SolveState, { kind: 'solved' }>;

const presentOf = (subject: Subject, held: HeldCount, totals: unknown): bigint | null => {
  const facts = subject.item === null ? totals : subject.item.facts;
  const count = (facts as { readonly [Name in HeldCount]: unknown } | null)?.[held];
  return typeof count === 'bigint' && isInteger(count) ? count : null;
};

const axisOption = ({ name }: NamedAxis) => ({ value: name, label: name });

/** What is solved, for each value of what. */
function AxisFields({ subject, choice }: { readonly subject: Subject; readonly choice: SolveChoice }) {
  const { solved, each, from, to } = choice;
  const others = subject.axes.filter((axis) => axis !== solved);
  return (
    <div className={styles.axes}>
      <span>{t('Solve')}</span>
      <Select
        label={t('Solve for')}
        options={subject.axes.map(axisOption)}
        value={solved?.name ?? null}
        onChange={(name) => setSolve({ solved: name })}
        className={styles.axis as string}
      />
      <span>{t('for each')}</span>
      <Select
        label={t('For each')}
        options={[...others.map(axisOption), { value: alone, label: alone, detail: t('nothing else') }]}
        value={each?.name ?? alone}
        onChange={(name) => setSolve({ each: name, from: null, to: null })}
        className={styles.axis as string}
      />
      {each !== null && (
        <>
          <NumberField
            label={t('Least {name}', { name: each.name })}
            value={from}
            min={Number(each.min)}
            max={to}
            onChange={(value) => setSolve({ from: value })}
            className={styles.bound as string}
          />
          <span>{t('to')}</span>
          <NumberField
            label={t('Greatest {name}', { name: each.name })}
            value={to}
            min={from}
            max={Number(each.max)}
            onChange={(value) => setSolve({ to: value })}
            className={styles.bound as string}
          />
        </>
      )}
    </div>
  );
}

/** The number that is held; of a text that is no number, the last that was one. */
function useTarget(choice: SolveChoice, held: HeldCount): { value: bigint | null; shown: bigint | null } {
  const network =
    networkOf(choice.target.kind === 'network' ? choice.target.name : 'resnet-50') ?? networks[0]!;
  const { analysis } = useNetworkCounts(network, conventionOf('macs'), choice.target.kind === 'network');
  const count = analysis?.totals?.[held];
  const shown =
    choice.target.kind === 'number'
      ? readCount(choice.target.text)
      : count !== undefined && isInteger(count)
        ? count
        : null;
  const last = useRef(shown);
  if (shown !== null) last.current = shown;
  return { value: last.current, shown };
}

// biome-ignore lint/correctness/useYield: nothing is asked, so nothing takes a step
function* nothing(): Sliced<SolveState> {
  return { kind: 'failed', issues: [] };
}

function Solver({ subject }: { readonly subject: Subject }) {
  const view = useSpaceView();
  const totals = useDocument((state) => state.analysis.totals);
  const design = useDocument((state) => state.design);
  const { held } = view;
  const choice = choiceOf(view, subject, presentOf(subject, held, totals));
  const { value, shown } = useTarget(choice, held);
  const { solved, each, from, to } = choice;
  const question = useMemo(
    () =>
      value === null || solved === null
        ? null
        : {
            hold: { of: held, target: value },
            name: solved.name,
            each: variedOf({ each, from, to } as SolveChoice),
          },
    [value, solved, held, each, from, to],
  );
  const make = useCallback(
    () => (question === null ? nothing() : solutionsOf(subject.space, question)),
    [question, subject],
  );
  const { state, isDone, isLate } = useSliced(make);
  const last = useRef<Solved | null>(null);
  if (state?.kind === 'solved') last.current = state;
  const part = !isLate && state?.kind === 'working' ? state.part : 0;
  const isNow = useCallback(
    ({ each: other, solution }: SolvedLine) =>
      solution !== null && solution.value === solved?.value && (each === null || other === each.value),
    [solved, each],
  );
  const onApply = (line: SolvedLine) => {
    if (line.solution === null || last.current === null) return;
    const asked = last.current.question;
    const numbers = new Map([[asked.name, line.solution.value]]);
    if (asked.each !== null && line.each !== null) numbers.set(asked.each.name, line.each);
    const edit = applied(design, subject, numbers);
    if (edit === null) return;
    // What is held stays held: the count it stood for may be the one that this edit changes.
    if (view.target === null && choice.target.kind === 'number') setSolve({ target: choice.target });
    const label = [...numbers].map(([name, number]) => `${name} = ${number}`).join(', ');
    dispatch(edit, { label: t('Set {label}', { label }) });
  };
  return (
    <>
      <div className={styles.hold}>
        <span>{t('Hold')}</span>
        <SegmentedControl
          label={t('Held count')}
          segments={[
            { value: 'params', label: t('params') },
            { value: 'macs', label: 'MACs' },
          ]}
          value={held}
          onChange={(of) => setSolve({ held: of, ...(view.target?.kind === 'number' && { target: null }) })}
        />
        <span>{t('at')}</span>
      </div>
      <TargetField held={held} target={choice.target} value={shown} />
      <AxisFields subject={subject} choice={choice} />
      <div className={styles.result} data-stale={!isDone || undefined} aria-busy={!isDone}>
        <div className={styles.progress}>{!isDone && <ProgressBar label={t('Solving')} value={part} />}</div>
        {isDone && state?.kind === 'failed' && state.issues[0] !== undefined ? (
          <p className={styles.none}>{sentence(state.issues[0])}</p>
        ) : last.current !== null ? (
          <SolvedTable
            solved={last.current}
            isNow={isNow}
            onApply={subject.owner === null ? onApply : null}
          />
        ) : (
          <p className={styles.none}>
            {value === null
              ? t('Counting what is held …')
              : t('Looking at every {name} …', { name: solved?.name ?? '' })}
          </p>
        )}
      </div>
      {subject.owner !== null && (
        <p className={styles.note}>
          {t('These fields follow {owner}, so there is nothing to apply here. {unit} are those of one use.', {
            owner: subject.owner,
            unit: countWords(held).unit,
          })}
        </p>
      )}
    </>
  );
}

/** Holds a count and solves one number for each value of another; what fits is applied with a click. */
export function SolveView({ path }: { readonly path: string }) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const subject = subjectOf(design, analysis, path);
  return (
    <div className={section.body} data-testid="solve">
      {!subject.ok ? (
        <p className={styles.none}>{sentence(subject.issues[0]!)}</p>
      ) : subject.value.axes.length === 0 ? (
        <p className={styles.none}>{t('No whole number here can be varied.')}</p>
      ) : (
        <Solver key={path} subject={subject.value} />
      )}
    </div>
  );
}
