import { Check, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { substitute } from '../../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../../src-core/algebra/expression.ts';
import { sub } from '../../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../../src-core/algebra/print.ts';
import type { Trial } from '../../../src-core/published/trial.ts';
import {
  printedLatex,
  printedText,
  verdictOf,
  verdictSentence,
} from '../../../src-core/published/trial-text.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import section from '../../ui/section.module.css';
import { Tex } from '../../ui/Tex.tsx';
import styles from './BoundList.module.css';
import { casesOf } from './cases-of.ts';
import { isBorneOut, valueText } from './trial-words.ts';
import { useTrials } from './use-trials.ts';

const relations = { 'at-most': '\\le', 'at-least': '\\ge' } as const;
const relationWords = {
  'at-most': '{count} is at most {bound}',
  'at-least': '{count} is at least {bound}',
} as const;

/** What is bounded: the count itself, or a formula, written as another source of these writes it. */
function boundedBy(bounds: readonly Trial[], { case: one, ours }: Trial) {
  if ('definition' in one.subject) return { latex: 'P', text: 'P' };
  const printed = bounds.find(({ theirs }) => sub(theirs.numerator, ours.numerator) === 0n);
  return printed === undefined
    ? { latex: toLatex(ours.numerator), text: toText(ours.numerator) }
    : { latex: printedLatex(printed), text: printedText(printed) };
}

interface BoundListProps {
  readonly definition: string;
  /** Present numbers of the sizes that the bounds are written in. */
  readonly numbers: ReadonlyMap<string, Expr>;
  readonly count: bigint | null;
}

/** What the convolution weights of a block never exceed or fall below, each with its reason. */
export function BoundList({ definition, numbers, count }: BoundListProps) {
  const cases = useMemo(() => casesOf(definition).filter(({ claim }) => claim in relations), [definition]);
  const trials = useTrials(cases);
  const bounds = cases.flatMap(({ name }) => trials.get(name) ?? []);
  if (bounds.length === 0) return null;
  return (
    <section aria-label={t('Bounds of the convolution weights')} className={section.part}>
      <h3 className={section.title}>{t('Convolution weights P, bounded')}</h3>
      <ul className={styles.list}>
        {bounds.map((held) => {
          const { name, claim, count: counted } = held.case;
          const bounded = boundedBy(bounds, held);
          const relation = claim as keyof typeof relations;
          const good = isBorneOut(verdictOf(held));
          const Icon = good ? Check : TriangleAlert;
          const there =
            count === null
              ? null
              : substitute(
                  held.theirs.numerator,
                  new Map(counted === null ? numbers : [...numbers, [counted.name, count]]),
                );
          return (
            <li key={name} data-bound={name} className={styles.bound}>
              <p className={styles.line}>
                <span
                  role="math"
                  aria-label={t(relationWords[relation], { count: bounded.text, bound: printedText(held) })}
                >
                  <Tex tex={`${bounded.latex} \\;${relations[relation]}\\; ${printedLatex(held)}`} />
                </span>
                {there !== null && <span className={styles.now}>= {valueText(there)}</span>}
              </p>
              <p className={styles.reason} data-good={good}>
                <Icon size={13} aria-hidden className={styles.icon} />
                <span>{tCore(verdictSentence(held))}</span>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
