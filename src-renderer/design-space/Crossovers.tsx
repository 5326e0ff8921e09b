import { useCallback, useMemo, useState } from 'react';
import type { Signs } from '../../src-core/algebra/sign-runs.ts';
import { integerText } from '../../src-core/format.ts';
import { tCore } from '../locale/core-text.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { classNames } from '../ui/class-names.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Select } from '../ui/Select.tsx';
import section from '../ui/section.module.css';
import type { Sliced } from '../work/sliced.ts';
import { useSliced } from '../work/use-sliced.ts';
import styles from './Crossovers.module.css';
import { rangeLines, verdict } from './crossover-words.ts';
import type { Condition, CrossoverState } from './crossover-work.ts';
import { crossoverWork } from './crossover-work.ts';
import { PickRival } from './PickRival.tsx';
import type { Rival } from './rivals.ts';
import { rivalsOf } from './rivals.ts';
import { countWords, percentOff } from './sensitivity-text.ts';
import type { Plotted } from './sensitivity-work.ts';
import type { Subject } from './subject.ts';

/** More ranges are folded. */
const mostLines = 6;

/** Which costs more along the axis: filled where ours does, hollow where it costs less, the accent where both are equal. */
function Strip({ signs }: { readonly signs: Signs }) {
  const { runs } = signs;
  if (runs.length > 64) return null;
  return (
    <div aria-hidden className={styles.strip}>
      {runs.map(({ from, to, sign }) => (
        <span
          key={String(from)}
          data-sign={sign}
          style={{ flexGrow: Math.log(Number(to + 1n) / Math.max(1, Number(from))) + 0.02 }}
        />
      ))}
    </div>
  );
}

function Answer({ state, subject }: { readonly state: CrossoverState; readonly subject: Subject }) {
  const [isWhole, setWhole] = useState(false);
  if (state.kind === 'failed') {
    return (
      <p className={styles.none}>
        {state.issues[0] === undefined
          ? t('These two cannot be held against each other here.')
          : sentence(state.issues[0])}
      </p>
    );
  }
  const { question } = state;
  const { axis, rival, of } = question;
  const { unit, convention } = countWords(of);
  if (state.kind === 'equal-count') {
    const [best] = state.solutions;
    if (best === undefined)
      return <p className={styles.none}>{t('{title} has no sound design.', { title: rival.title })}</p>;
    return (
      <p className={styles.equal}>
        {tNodes(
          'At {target} {unit}, {rival} has {solutions} where {ours} has {name} = {value}: {count} {unit}, {convention}, {error}.',
          {
            target: integerText(state.target),
            unit,
            rival: rival.title,
            solutions: (
              <b>
                {axis.name} = {state.solutions.map(({ value }) => integerText(value)).join(t(' or '))}
              </b>
            ),
            ours: subject.title,
            name: axis.name,
            value: integerText(axis.value),
            count: integerText(best.count),
            convention,
            error: percentOff(best.error, state.target),
          },
        )}
      </p>
    );
  }
  const lines = rangeLines(state.signs, { ours: subject.title, axis: axis.name, scale: state.scale.ours });
  const { head, reason } = verdict(state.signs);
  const shown = isWhole ? lines : lines.slice(0, mostLines);
  return (
    <>
      <p className={styles.head} data-testid="crossover-verdict">
        <b>{head}</b> {reason}
      </p>
      <Strip signs={state.signs} />
      <ul className={styles.lines} data-testid="crossover-lines">
        {shown.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > shown.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {t('and {count} more ranges', { count: lines.length - shown.length })}
        </button>
      )}
      {state.scale.ours > 1n && (
        <p className={styles.note}>
          {t('{name} in steps of {ours}, theirs of {theirs}: between them the product cannot be equal.', {
            name: axis.name,
            ours: integerText(state.scale.ours),
            theirs: integerText(state.scale.theirs),
          })}
        </p>
      )}
    </>
  );
}

// biome-ignore lint/correctness/useYield: nothing is asked, so nothing takes a step
function* nothing(): Sliced<CrossoverState> {
  return { kind: 'failed', issues: [] };
}

/** Where another way to spend the same becomes the cheaper: solved, not sampled. */
export function Crossovers({ subject }: { readonly subject: Subject }) {
  const [axisName, setAxis] = useState<string | null>(null);
  const [rivalId, setRival] = useState<string | null>(null);
  const [of, setOf] = useState<Plotted>('params');
  const [at, setAt] = useState<Condition['kind']>('same');
  const [theirs, setTheirs] = useState<number | null>(null);

  const free = subject.axes.filter(({ isStructural }) => !isStructural);
  const axis = free.find(({ name }) => name === axisName) ?? free[0] ?? null;
  const rivals = useMemo(() => (axis === null ? [] : rivalsOf(subject, axis.name)), [subject, axis]);
  const keyOf = (rival: Rival) => `${rival.kind} ${rival.id}`;
  const rival = rivals.find((one) => keyOf(one) === rivalId) ?? rivals[0] ?? null;
  const other = subject.axes.find(({ isStructural, name }) => isStructural && name !== axis?.name) ?? null;
  const isDeclared = rival?.kind === 'declared';
  const kind = isDeclared || (at === 'product' && other === null) ? 'same' : at;
  const theirOther = theirs ?? (other === null ? 1 : Number(other.value));

  const make = useCallback(() => {
    if (rival === null || axis === null) return nothing();
    const condition: Condition =
      kind === 'product' && other !== null
        ? { kind, other: other.name, theirs: BigInt(theirOther) }
        : { kind: kind === 'count' ? 'count' : 'same' };
    return crossoverWork(subject, { rival, axis, of: isDeclared ? 'params' : of, condition });
  }, [subject, rival, axis, of, isDeclared, kind, other, theirOther]);
  const { state, isDone, isLate } = useSliced(make);
  if (axis === null || rival === null) return null;
  const conditions = [
    {
      value: 'same',
      label: other === null ? axis.name : t('{names} and {last}', { names: axis.name, last: other.name }),
    },
    ...(other === null ? [] : [{ value: 'product', label: `${other.name}·${axis.name}` } as const]),
    { value: 'count', label: countWords(of).unit },
  ] as const;
  return (
    <section aria-label={t('Crossovers')} className={section.part} data-testid="crossovers">
      <h3 className={section.title}>{t('Where another costs the same')}</h3>
      <div className={styles.row}>
        <span>{t('Against')}</span>
        <PickRival rivals={rivals} chosen={rival} onPick={(picked) => setRival(keyOf(picked))} />
      </div>
      {isDeclared ? (
        <p className={styles.note}>{t('Convolution weights alone: {note}.', { note: tCore(rival.note) })}</p>
      ) : (
        <>
          <div className={styles.row}>
            <span>{t('by')}</span>
            <Select
              label={t('Varied symbol')}
              options={free.map(({ name }) => ({ value: name, label: name }))}
              value={axis.name}
              onChange={setAxis}
              className={styles.axis as string}
            />
            <SegmentedControl
              label={t('Compared count')}
              segments={[
                { value: 'params', label: t('params') },
                { value: 'macs', label: 'MACs' },
              ]}
              value={of}
              onChange={setOf}
            />
          </div>
          <div className={styles.row}>
            <span>{t('at equal')}</span>
            <SegmentedControl<Condition['kind']>
              label={t('What is equal')}
              segments={conditions}
              value={kind}
              onChange={setAt}
            />
            {kind === 'product' && other !== null && (
              <span className={styles.pair}>
                <span>{t('their {name}', { name: other.name })}</span>
                <NumberField
                  label={t('Their {name}', { name: other.name })}
                  value={theirOther}
                  min={Math.max(1, Number(other.min))}
                  max={Number(other.max)}
                  onChange={setTheirs}
                  className={styles.number as string}
                />
              </span>
            )}
          </div>
        </>
      )}
      <div
        className={classNames(section.late, styles.answer)}
        data-stale={isLate || undefined}
        aria-busy={!isDone}
      >
        {state === null ? (
          <p className={styles.none}>{t('Solving …')}</p>
        ) : (
          <Answer state={state} subject={subject} />
        )}
      </div>
    </section>
  );
}
