import type { Issue } from '../../src-core/errors.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { Fault } from '../ui/Fault.tsx';
import styles from './FieldFault.module.css';

interface FieldFaultProps {
  readonly id: string;
  readonly issue: Issue;
  /** What stands in the field, in which the character is marked. */
  readonly text: string;
}

/** Characters shown on either side of the marked one. */
const context = 24;

/** The sentence of a problem under its field; where it is about one character, that character in its surroundings. */
export function FieldFault({ id, issue, text }: FieldFaultProps) {
  const offset = text.length - text.trimStart().replace(/^=\s*/, '').length;
  const at = issue.where.at === undefined ? null : issue.where.at + offset;
  return (
    <Fault id={id}>
      {at !== null && (
        <span className={styles.excerpt} aria-hidden>
          {at > context && '…'}
          {text.slice(Math.max(0, at - context), at)}
          <mark className={styles.mark}>{text[at] ?? ' '}</mark>
          {text.slice(at + 1, at + context)}
          {text.length > at + context && '…'}
        </span>
      )}
      {at !== null && <span className={styles.place}>{t('character {number}: ', { number: at + 1 })}</span>}
      {sentence(issue)}
    </Fault>
  );
}
