import { ChevronDown, ChevronRight, CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Expansion } from '../../../src-core/language/expand.ts';
import { type Trial, trial } from '../../../src-core/published/trial.ts';
import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { verdictOf } from '../../../src-core/published/trial-text.ts';
import { presentTrial } from './present-trial.ts';
import { TrialCard } from './TrialCard.tsx';
import styles from './TrialList.module.css';
import { isBorneOut, verdictWords } from './trial-words.ts';

interface RowProps {
  readonly held: Trial;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly expansion: Expansion | null;
}

function Row({ held, isOpen, onToggle, expansion }: RowProps) {
  const verdict = verdictOf(held);
  const isGood = isBorneOut(verdict);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const Icon = isGood ? CircleCheck : CircleX;
  return (
    <li className={styles.row}>
      <button type="button" aria-expanded={isOpen} className={styles.head} onClick={onToggle}>
        <Chevron size={12} aria-hidden className={styles.chevron} />
        <span className={styles.title}>{held.case.title}</span>
        <span className={styles.word} data-good={isGood}>
          <Icon size={13} aria-hidden />
          {verdictWords[verdict]}
        </span>
      </button>
      {isOpen && (
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
  return (
    <ul aria-label="Published formulas" className={styles.list}>
      {cases.map(({ name }) => {
        const held = trial(name);
        return held === undefined ? null : (
          <Row
            key={name}
            held={held}
            isOpen={open === name}
            onToggle={() => setOpen(open === name ? null : name)}
            expansion={expansion}
          />
        );
      })}
    </ul>
  );
}
