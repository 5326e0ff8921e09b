import { CircleCheck, CircleX } from 'lucide-react';
import { useId, useState } from 'react';
import { substitute } from '../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import { ratioText } from '../../src-core/format.ts';
import type { Comparison } from '../../src-core/language/definition.ts';
import type { Trial } from '../../src-core/published/trial.ts';
import { verdictOf, verdictSentence } from '../../src-core/published/trial-text.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { formulaOnce } from '../symbolic/shown-count.ts';
import { Button } from '../ui/Button.tsx';
import { FormulaText } from '../ui/FormulaText.tsx';
import { countText } from '../ui/figures.ts';
import styles from './Comparisons.module.css';
import { showView } from './formula-view.ts';
import { isBorneOut } from './trial/trial-words.ts';

interface ComparisonsProps {
  /** What the item itself is called. */
  readonly title: string;
  readonly weights: Expr;
  readonly comparisons: readonly Comparison[];
  /** Channels that all of them spend; null where unknown. */
  readonly channels: bigint | null;
  readonly numbers: ReadonlyMap<string, Expr>;
  /** What trials say of the comparisons, by comparison. */
  readonly trials: ReadonlyMap<string, Trial>;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly weights: Expr;
  readonly value: bigint | null;
  readonly isOwn: boolean;
}

const at = (e: Expr, numbers: ReadonlyMap<string, Expr>): bigint | null => {
  const value = substitute(e, numbers);
  return isInteger(value) ? value : null;
};

/** The item's convolution weights beside other ways to spend the same channels, the dearest first. */
export function Comparisons({ title, weights, comparisons, channels, numbers, trials }: ComparisonsProps) {
  const [areNotesOpen, openNotes] = useState(false);
  const notes = useId();
  const own: Row = { id: 'own', title, weights, value: at(weights, numbers), isOwn: true };
  const rows = [
    own,
    ...comparisons.map((other): Row => ({ ...other, value: at(other.weights, numbers), isOwn: false })),
  ].sort((a, b) => Number((b.value ?? 0n) - (a.value ?? 0n)));
  const largest = rows[0]?.value ?? 0n;
  const plain = rows.find((row) => row.id === comparisons[0]?.id);
  return (
    <section className={styles.comparisons} aria-label={t('Comparison of convolution weights')}>
      <header className={styles.header}>
        <h3 className={styles.title}>
          {channels === null
            ? t('Against the same channels')
            : t('Against the same {channels} channels', { channels: String(channels) })}
        </h3>
        <span className={styles.hint}>{t('ratio to {title}', { title })}</span>
      </header>
      <ul>
        {rows.map((row) => (
          <li
            key={row.id}
            className={styles.row}
            data-own={row.isOwn || undefined}
            data-testid={`comparison-${row.id}`}
          >
            <span className={styles.name}>{row.isOwn ? row.title : tCore(row.title)}</span>
            <FormulaText value={formulaOnce(row.weights).form} className={styles.formula} />
            <span className={styles.number}>{countText(row.value)}</span>
            <span className={styles.track}>
              <span className={styles.fill} style={{ width: `${share(row.value, largest)}%` }} />
            </span>
            <span className={styles.ratio}>{ratioText(row.value, own.value)} ×</span>
            {row.id === 'printed' && trials.has(row.id) && <PrintedVerdict held={trials.get(row.id)!} />}
          </li>
        ))}
      </ul>
      {plain !== undefined && plain.value !== null && own.value !== null && (
        <p className={styles.sentence}>
          {tNodes('{title} has {share} of the weights of {other}. {button}', {
            title,
            share: <span className={styles.strong}>{ratioText(own.value, plain.value, 3)}</span>,
            other: tCore(plain.title).toLowerCase(),
            button: (
              <Button
                look="link"
                aria-expanded={areNotesOpen}
                aria-controls={notes}
                onPress={() => openNotes(!areNotesOpen)}
              >
                {t(areNotesOpen ? 'Close' : 'Why these differ')}
              </Button>
            ),
          })}
        </p>
      )}
      {areNotesOpen && (
        <dl id={notes} className={styles.notes}>
          {comparisons.map((other) => (
            <div key={other.id}>
              <dt>{tCore(other.title)}</dt>
              <dd>{tCore(other.note)}</dd>
              {trials.has(other.id) && <dd>{tCore(verdictSentence(trials.get(other.id)!))}</dd>}
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** What the printed formula comes to, with the way to both formulas and their difference. */
function PrintedVerdict({ held }: { readonly held: Trial }) {
  const isGood = isBorneOut(verdictOf(held));
  const Icon = isGood ? CircleCheck : CircleX;
  return (
    <p className={styles.verdict} data-good={isGood} data-testid="printed-verdict">
      <Icon size={13} aria-hidden className={styles.icon} />
      <span>
        {t('{sentence}.', { sentence: tCore(verdictSentence(held)) })}{' '}
        <Button look="link" onPress={() => showView('trial')}>
          {t('On trial')}
        </Button>
      </span>
    </p>
  );
}

const share = (value: bigint | null, largest: bigint): number =>
  value === null || largest === 0n ? 0 : Number((value * 10_000n) / largest) / 100;
