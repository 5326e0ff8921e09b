import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Issue } from '../../src-core/errors.ts';
import { isProblem } from '../../src-core/errors.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { reveal } from '../store/navigation.ts';
import { Button } from '../ui/Button.tsx';
import { FixButtons } from './FixButtons.tsx';
import styles from './ItemIssues.module.css';

const keyOf = ({ code, where, data }: Issue): string =>
  `${code} ${JSON.stringify(where)} ${JSON.stringify(data)}`;

function subjectOf({ field, port }: Issue['where'], fieldLabel: (field: string) => string): string | null {
  if (field !== undefined) return fieldLabel(field);
  return port === undefined ? null : t('port {name}', { name: port });
}

interface ItemIssuesProps {
  readonly path: string;
  readonly issues: readonly Issue[];
  readonly fieldLabel: (field: string) => string;
}

/** The problems of an item, each with a way to the place it is about. */
export function ItemIssues({ path, issues, fieldLabel }: ItemIssuesProps) {
  if (issues.length === 0) return null;
  return (
    <ul aria-label={t('Problems of this item')} className={styles.issues}>
      {issues.map((issue) => {
        const { severity, where } = issue;
        const Icon = isProblem(issue) ? CircleAlert : TriangleAlert;
        const subject = subjectOf(where, fieldLabel);
        const { node } = where;
        return (
          <li key={keyOf(issue)} className={styles.issue} data-severity={severity}>
            <Icon size={14} aria-hidden className={styles.icon} />
            <span className={styles.words}>
              {subject !== null && <span className={styles.subject}>{subject} </span>}
              {sentence(issue)}
              {isProblem(issue) && <FixButtons issue={issue} />}
            </span>
            {node !== undefined && node !== path && (
              <Button look="link" onPress={() => reveal(node)}>
                {t('Show')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
