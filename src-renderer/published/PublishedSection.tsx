import { useMemo } from 'react';
import { networks } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { PublishedRow } from '../../src-core/published/figure.ts';
import { sources } from '../../src-core/published/figure.ts';
import { buildOf } from '../../src-core/published/reference-code.ts';
import { publishedRows } from '../../src-core/published/rows.ts';
import { subjectName } from '../../src-core/published/subject.ts';
import { countedText, figureText, scoreText } from '../../src-core/published/words.ts';
import { useDocument } from '../store/document.ts';
import type { AuditedRow } from '../store/published.ts';
import { useAudit } from '../store/published.ts';
import { setView, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { VerdictText } from './AuditTable.tsx';
import { areEqual, designOf } from './measured-times.ts';
import styles from './PublishedSection.module.css';

/** Rows that may speak of a design: those about ready networks that are built of the same items. */
function candidates(design: Design): readonly PublishedRow[] {
  const build = buildOf(design);
  const names = new Set(networks.filter((ready) => buildOf(ready.design) === build).map(({ name }) => name));
  return publishedRows.filter(({ subject }) => names.has(subjectName(subject)));
}

function Row({ audited: { row, figures } }: { readonly audited: AuditedRow }) {
  return (
    <li className={styles.row}>
      <p className={styles.head}>
        <span className={styles.model}>{row.model}</span>
        <span title={sources[row.source]} className={styles.source}>
          {row.source}
        </span>
        {!row.confirmed && <span className={styles.tag}>second hand</span>}
      </p>
      {(row.scores ?? []).map((score) => (
        <p key={`${score.measure} ${score.weights ?? ''}`} className={styles.score}>
          {scoreText(score)}
        </p>
      ))}
      {figures.map((figure) => (
        <div key={figure.kind} className={styles.figure}>
          <p className={styles.numbers}>
            <span className={styles.kind}>{figureText(figure)}</span>
            <span className={styles.number}>{figure.printed}</span>
            <span className={styles.ours}>ours {countedText(figure)}</span>
          </p>
          <VerdictText verdict={figure.verdict} />
        </div>
      ))}
      {row.unread !== undefined && <p className={styles.unread}>params —, cost —. Not read: {row.unread}.</p>}
    </li>
  );
}

/** What is published of a design that equals a ready network at the settings a source speaks of. */
export function PublishedSection() {
  const design = useDocument((state) => state.design);
  const name = useView((state) => state.convention);
  const build = buildOf(design);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are sought by what the design is built of
  const wanted = useMemo(() => candidates(design), [build]);
  const { rows } = useAudit(wanted, name);
  const equal = rows.filter((row) => {
    const other = designOf(row);
    return other !== null && areEqual(other, design);
  });
  if (equal.length === 0) return null;
  return (
    <Section
      title="Published of this network"
      note={`${equal.length} ${equal.length === 1 ? 'row' : 'rows'}`}
    >
      <ul className={styles.rows}>
        {equal.map((audited) => (
          <Row
            key={`${audited.row.source} ${audited.row.model} ${wanted.indexOf(audited.row)}`}
            audited={audited}
          />
        ))}
      </ul>
      <Button look="link" onPress={() => setView({ page: 'compare', compareTab: 'published' })}>
        All published figures
      </Button>
    </Section>
  );
}
