import { sources } from '../../src-core/published/figure.ts';
import { countedText, figureText, scoreText } from '../../src-core/published/words.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import type { AuditedRow } from '../store/published.ts';
import { useAudit } from '../store/published.ts';
import { setView, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { VerdictText } from './AuditTable.tsx';
import styles from './PublishedSection.module.css';
import { alikeText } from './points.ts';
import { rowsOfDesign } from './rows-of-design.ts';

function Row({ audited: { row, figures } }: { readonly audited: AuditedRow }) {
  return (
    <li className={styles.row}>
      <p className={styles.head}>
        <span className={styles.model}>{row.model}</span>
        <span title={sources[row.source]} className={styles.source}>
          {row.source}
        </span>
        {!row.confirmed && <span className={styles.tag}>{t('second hand')}</span>}
      </p>
      {(row.scores ?? []).map((score) => (
        <p key={`${score.measure} ${score.weights ?? ''}`} className={styles.score}>
          {scoreText(score)}
        </p>
      ))}
      {figures.map((figure) => (
        <div key={figure.kind} className={styles.figure}>
          <p className={styles.numbers}>
            <span className={styles.kind}>{tCore(figureText(figure))}</span>
            <span className={styles.number}>{figure.printed}</span>
            <span className={styles.ours}>{t('ours {figure}', { figure: countedText(figure) })}</span>
          </p>
          <VerdictText verdict={figure.verdict} />
        </div>
      ))}
      {row.unread !== undefined && (
        <p className={styles.unread}>
          {t('params —, cost —. Not read: {unread}.', { unread: tCore(row.unread) })}
        </p>
      )}
    </li>
  );
}

/** What is published of a design that equals a ready network at the settings a source speaks of. */
export function PublishedSection() {
  const design = useDocument((state) => state.design);
  const name = useView((state) => state.convention);
  const wanted = rowsOfDesign(design);
  const { rows } = useAudit(wanted, name);
  if (rows.length === 0) return null;
  const alike = alikeText(wanted);
  return (
    <Section
      title={t('Published of this network')}
      note={t(rows.length === 1 ? '1 row' : '{count} rows', { count: rows.length })}
    >
      {alike !== null && <p className={styles.alike}>{alike}</p>}
      <ul className={styles.rows}>
        {rows.map((audited) => (
          <Row
            key={`${audited.row.source} ${audited.row.model} ${wanted.indexOf(audited.row)}`}
            audited={audited}
          />
        ))}
      </ul>
      <Button look="link" onPress={() => setView({ page: 'compare', compareTab: 'published' })}>
        {t('All published figures')}
      </Button>
    </Section>
  );
}
