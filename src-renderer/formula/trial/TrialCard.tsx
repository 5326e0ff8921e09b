import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { sub } from '../../../src-core/algebra/expression.ts';
import { readableDivisor, toText } from '../../../src-core/algebra/print.ts';
import { divisorAt } from '../../../src-core/analysis/formulas/series-closed.ts';
import {
  seriesConditionLatex,
  seriesConditionText,
} from '../../../src-core/analysis/formulas/series-formulas.ts';
import type { Trial } from '../../../src-core/published/trial.ts';
import { trialAtCount } from '../../../src-core/published/trial.ts';
import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { sourceOf } from '../../../src-core/published/trial-cases.ts';
import {
  printedLatex,
  printedText,
  quotientText,
  verdictOf,
  verdictText,
} from '../../../src-core/published/trial-text.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { FormulaText } from '../../ui/FormulaText.tsx';
import { Tex } from '../../ui/Tex.tsx';
import type { PresentTrial } from './present-trial.ts';
import { QuotientText } from './QuotientText.tsx';
import styles from './TrialCard.module.css';
import { isBorneOut, numbersText, valueText } from './trial-words.ts';

function Entry({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.entry}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the closed form rests on at a number of groups: `exact when 4 divides w`. */
function conditionAt({ case: { count }, condition }: Trial, n: bigint | null): string | null {
  if (condition === null) return null;
  const groups = count === null || n === null ? [] : ([[count.name, n]] as const);
  const divisor = divisorAt(condition, new Map(groups));
  return divisor === 1n
    ? t('always exact')
    : t('exact when {divisor} divides {size}', {
        divisor: readableDivisor(divisor),
        size: toText(condition.size),
      });
}

/** Whether a case counts the weights of convolutions, as all do that say nothing else. */
const isOfWeights = ({ dividend, subject }: TrialCase): boolean =>
  dividend === undefined && !('part' in subject && subject.part !== 'conv');

/** Both sides at the block's number of groups as polynomials, and at all of its numbers. */
function Present({ held, present }: { readonly held: Trial; readonly present: PresentTrial }) {
  const { count, point, numbers, rules } = present;
  const groups = held.case.count;
  if (count === null && (groups !== null || numbers === null)) return null;
  const there = trialAtCount(held, count);
  const condition = conditionAt(held, count);
  return (
    <table className={styles.present} data-testid="trial-present">
      <caption>
        {t('At {numbers}', {
          numbers: numbers === null ? `${groups?.name} = ${count}` : numbersText(numbers),
        })}
        {rules.length > 0 && <>, {rules.join(', ')}</>}
      </caption>
      <tbody>
        <tr data-side="ours">
          <th scope="row">{t('ours')}</th>
          <td>
            <QuotientText value={there.ours} />
            {condition !== null && <span className={styles.condition}>{condition}</span>}
          </td>
          <td className={styles.number}>{point === null ? '—' : valueText(point.ours)}</td>
        </tr>
        <tr data-side="theirs">
          <th scope="row">{t('theirs')}</th>
          <td>
            <QuotientText value={there.theirs} />
          </td>
          <td className={styles.number}>{point === null ? '—' : valueText(point.theirs)}</td>
        </tr>
        {point !== null && (
          <tr data-side="difference">
            <th scope="row" colSpan={2}>
              {t(isOfWeights(held.case) ? 'ours less theirs, weights' : 'ours less theirs')}
            </th>
            <td className={styles.number}>{valueText(sub(point.ours, point.theirs))}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface TrialCardProps {
  readonly held: Trial;
  /** The block at hand in the source's symbols; null where there is none. */
  readonly present: PresentTrial | null;
}

/** One trial: the verdict, both formulas, their difference, where they part, and the source. */
export function TrialCard({ held, present }: TrialCardProps) {
  const { case: one, ours, theirs, difference, condition, firstDisagreement: first } = held;
  const verdict = verdictOf(held);
  const Icon = isBorneOut(verdict) ? CircleCheck : CircleX;
  const isClosed = printedText(held) === quotientText(theirs);
  return (
    <div className={styles.card} data-trial={one.name}>
      <p className={styles.verdict} data-good={isBorneOut(verdict)} data-testid="trial-verdict">
        <Icon size={14} aria-hidden className={styles.icon} />
        <span>
          {tCore(verdictText(held))}
          {one.settled !== undefined && t(', with {numbers}', { numbers: one.settled.join(', ') })}
        </span>
      </p>
      {present !== null && <Present held={held} present={present} />}
      <dl className={styles.sides}>
        <Entry title={t('theirs, as printed')}>
          <span role="math" aria-label={printedText(held)}>
            <Tex tex={`\\displaystyle ${printedLatex(held)}`} />
          </span>
        </Entry>
        {!isClosed && (
          <Entry title={t('theirs, closed')}>
            <QuotientText value={theirs} />
          </Entry>
        )}
        <Entry title={t('ours')}>
          <QuotientText value={ours} />
          {condition !== null && (
            <span className={styles.condition}>
              <span className="visually-hidden">
                {t('exact when {condition}', { condition: tCore(seriesConditionText(condition)) })}
              </span>
              <span aria-hidden>{t('exact when')}</span> <Tex tex={seriesConditionLatex(condition)} />
            </span>
          )}
        </Entry>
        <Entry
          title={t(
            one.dividend === undefined ? 'ours less theirs' : 'ours less theirs, times both denominators',
          )}
        >
          <FormulaText value={difference} />
        </Entry>
        <Entry title={t('first parting')}>
          {first === null ? (
            t('none')
          ) : (
            <span className={styles.numbers}>
              {t('{numbers}: ours {ours}, theirs {theirs}', {
                numbers: numbersText(first.numbers),
                ours: valueText(first.ours),
                theirs: valueText(first.theirs),
              })}
            </span>
          )}
        </Entry>
        {sourceOf(one) !== '' && <Entry title={t('source')}>{sourceOf(one)}</Entry>}
      </dl>
    </div>
  );
}
