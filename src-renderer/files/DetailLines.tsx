import { t } from '../locale/translate.ts';
import styles from './DetailLines.module.css';
import type { Details } from './questions.ts';

/** So many lines are shown; the rest is counted. */
const shown = 200;

/** What a question is about, line by line. */
export function DetailLines({ details: { title, lines } }: { readonly details: Details }) {
  const left = lines.length - shown;
  return (
    <section aria-label={title} className={styles.details}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.lines}>
        {lines.slice(0, shown).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a question never change
          <li key={index}>{line}</li>
        ))}
        {left > 0 && <li>{t('and {left} more', { left })}</li>}
      </ul>
    </section>
  );
}
