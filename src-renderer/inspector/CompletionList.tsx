import { t } from '../locale/translate.ts';
import styles from './CompletionList.module.css';
import type { Completion } from './completions.ts';

interface CompletionListProps {
  readonly id: string;
  readonly completions: readonly Completion[];
  /** The place of the one that Enter takes; -1 where none is. */
  readonly active: number;
  readonly onTake: (completion: Completion) => void;
}

export const completionId = (list: string, index: number): string => `${list}-${index}`;

/** Names that the expression above may go on with, each with what it comes to now. */
export function CompletionList({ id, completions, active, onTake }: CompletionListProps) {
  return (
    <div id={id} role="listbox" aria-label={t('Names to go on with')} className={styles.list}>
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and says which one is active
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose among them
        <div
          key={completion.name}
          id={completionId(id, index)}
          role="option"
          aria-selected={index === active}
          className={styles.option}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(completion)}
        >
          <span>{completion.name}</span>
          <span className={styles.value}>{completion.value}</span>
        </div>
      ))}
    </div>
  );
}
