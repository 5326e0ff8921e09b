import { ChevronDown, ChevronRight, CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import type { Trial } from '../../../src-core/published/trial.ts';
import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { verdictOf } from '../../../src-core/published/trial-text.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { presentTrial } from './present-trial.ts';
import { TrialCard } from './TrialCard.tsx';
import styles from './TrialList.module.css';
import { isBorneOut, verdictWords } from './trial-words.ts';
import { useTrials } from './use-trials.ts';

interface RowProps {
  readonly title: string;
  /** Undefined until it was held. */
  readonly held: Trial | undefined;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly expansion: Expansion | null;
}

function Word({ held }: { readonly held: Trial }) {
  const verdict = verdictOf(held);
  const isGood = isBorneOut(verdict);
  const Icon = isGood ? CircleCheck : CircleX;
  return (
    <span className={styles.word} data-good={isGood}>
      <Icon size={13} aria-hidden />
      {t(verdictWords[verdict])}
    </span>
  );
}

function Row({ title, held, isOpen, onToggle, expansion }: RowProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className={styles.row}>
      <button type="button" aria-expanded={isOpen} className={styles.head} onClick={onToggle}>
        <Chevron size={12} aria-hidden className={styles.chevron} />
        <span className={styles.title}>{title}</span>
        {held !== undefined && <Word held={held} />}
      </button>
      {isOpen && held === undefined && <p className={styles.none}>{t('Holding it against our count …')}</p>}
      {isOpen && held !== undefined && (
        <TrialCard held={held} present={expansion === null ? null : presentTrial(held, expansion)} />
      )}
    </li>
  );
}

interface TrialListProps {
  readonly cases: readonly TrialCase[];
  /** The block at hand; null where the cases stand alone. */
  readonly expansion: Expansion | null;
}

/** Published formulas with their verdicts; one is open. */
export function TrialList({ cases, expansion }: TrialListProps) {
  const [open, setOpen] = useState<string | null>(cases[0]?.name ?? null);
  const trials = useTrials(cases);
  return (
    <ul aria-label={t('Published formulas')} className={styles.list}>
      {cases.map(({ name, title }) => (
        <Row
          key={name}
          title={tCore(title)}
          held={trials.get(name)}
          isOpen={open === name}
          onToggle={() => setOpen(open === name ? null : name)}
          expansion={expansion}
        />
      ))}
    </ul>
  );
}
