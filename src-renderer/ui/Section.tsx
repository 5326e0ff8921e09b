import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { setFold, useFolds } from './folds.ts';
import styles from './Section.module.css';

/** How a section folds. */
interface Fold {
  /** It is folded or not by this name, wherever it stands. */
  readonly name: string;
  readonly isOpenAtFirst?: boolean;
  /** What is said of it while it is folded. */
  readonly summary?: string;
}

interface SectionProps {
  readonly title: string;
  /** At the right end of the heading, such as the name of a column. */
  readonly note?: ReactNode;
  /** Absent where it always stands open. */
  readonly fold?: Fold;
  readonly children: ReactNode;
}

/** A titled part of the inspector. */
export function Section({ title, note, fold, children }: SectionProps) {
  const id = useId();
  const isOpen = useFolds((folds) =>
    fold === undefined ? true : (folds[fold.name] ?? fold.isOpenAtFirst ?? true),
  );
  const shown = isOpen ? note : (fold?.summary ?? note);
  return (
    <section aria-labelledby={id} className={styles.section}>
      <header className={styles.header}>
        <h3 id={id} className={styles.title}>
          {fold === undefined ? (
            title
          ) : (
            <button
              type="button"
              aria-expanded={isOpen}
              className={styles.fold}
              onClick={() => setFold(fold.name, !isOpen)}
            >
              {title}
              {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
            </button>
          )}
        </h3>
        {shown !== undefined && <span className={styles.note}>{shown}</span>}
      </header>
      {isOpen && children}
    </section>
  );
}
