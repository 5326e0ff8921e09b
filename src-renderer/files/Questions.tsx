import { place } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { spoken } from '../ui/toast-issues.ts';
import { DetailLines } from './DetailLines.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { lineOf } from './line-of.ts';
import { OfferDialog } from './OfferDialog.tsx';
import { PathDialog } from './PathDialog.tsx';
import styles from './Questions.module.css';
import type { ChoiceQuestion, FaultNotice } from './questions.ts';
import { useQuestions } from './questions.ts';

function ChoiceDialog({ question }: { readonly question: ChoiceQuestion }) {
  const { title, text, details, choices, answer } = question;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={() => answer(null)}
      width={details === undefined ? 'narrow' : 'wide'}
      actions={choices.map(({ id, label, look }) => (
        <Button key={id} look={look} autoFocus={look === 'primary'} onPress={() => answer(id)}>
          {label}
        </Button>
      ))}
    >
      <p>{text}</p>
      {details !== undefined && <DetailLines details={details} />}
    </Dialog>
  );
}

function FaultsDialog({ notice }: { readonly notice: FaultNotice }) {
  const { file, text, issues, close } = notice;
  return (
    <Dialog
      title={t('This file cannot be opened')}
      isOpen
      onClose={close}
      width="wide"
      actions={
        <Button look="primary" autoFocus onPress={close}>
          {t('Close')}
        </Button>
      }
    >
      <p className={styles.file}>{file}</p>
      <ul className={styles.faults}>
        {issues.map((issue, index) => {
          const { at, file: _, ...where } = issue.where;
          const places = [at === undefined ? '' : lineOf(text, at), place(where)].filter(Boolean);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list of a file never changes
            <li key={index} className={styles.fault}>
              {places.length > 0 && <span className={styles.place}>{places.join(', ')}</span>}
              <span>{spoken(issue)}</span>
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>{t('The design that is open stays as it is.')}</p>
    </Dialog>
  );
}

/** What a person is being asked about files, each question in front of the one before. */
export function Questions() {
  const questions = useQuestions((state) => state.questions);
  return questions.map((question) => {
    if (question.kind === 'path') return <PathDialog key={question.id} question={question} />;
    if (question.kind === 'export') return <ExportDialog key={question.id} question={question} />;
    if (question.kind === 'choice') return <ChoiceDialog key={question.id} question={question} />;
    if (question.kind === 'offer') return <OfferDialog key={question.id} offer={question} />;
    return <FaultsDialog key={question.id} notice={question} />;
  });
}
