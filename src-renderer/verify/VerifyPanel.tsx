import { CircleAlert, ShieldCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import { problemsOf } from '../../src-core/errors.ts';
import { place, sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../store/commands.ts';
import { useDocument } from '../store/document.ts';
import { highlight } from '../store/highlight.ts';
import { progressShare, progressText } from '../store/job-words.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import type { VerificationState } from '../store/verification.ts';
import { useVerification } from '../store/verification.ts';
import { setPanel } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { GapTable } from './GapTable.tsx';
import { PairList } from './PairList.tsx';
import styles from './VerifyPanel.module.css';

const verify = (): void => void runCommand('run.verify');

const said = (issue: Issue): string => {
  const at = place(issue.where);
  return at === '' ? sentence(issue) : `${at}: ${sentence(issue)}`;
};

function Compared({ verified }: { readonly verified: NonNullable<VerificationState['verified']> }) {
  const { pairs } = verified.report;
  const parting = pairs.findIndex(({ first }) => first !== null);
  const [chosen, choose] = useState(Math.max(0, parting));
  const pair = pairs[chosen] ?? pairs[0];
  const first = pair?.first?.path;
  useEffect(() => {
    if (first === undefined) return;
    highlight([first]);
    return () => highlight([]);
  }, [first]);
  return (
    <div className={styles.body}>
      <PairList pairs={pairs} chosen={chosen} onChoose={choose} />
      {pair !== undefined && <GapTable pair={pair} />}
    </div>
  );
}

/** What is said above the pairs: what runs, what failed, what is old, what could not be done as asked. */
function Notices() {
  const verified = useVerification((state) => state.verified);
  const failure = useVerification((state) => state.failure);
  const running = useJobs((state) => (state.running?.kind === 'verify' ? state.running : null));
  const items = useDocument((state) => state.analysis.items);
  if (running !== null)
    return (
      <div className={styles.notice} role="status">
        <span>{progressText(running)}</span>
        <span className={styles.bar}>
          <ProgressBar label={t('Verify')} value={progressShare(running)} />
        </span>
        <Button onPress={() => void cancelJob()}>{t('Cancel')}</Button>
      </div>
    );
  const isOld = verified !== null && verified.items !== items;
  const lines = [
    ...(failure ?? []).map((issue) => ({ text: said(issue), isFailure: true })),
    ...(verified?.report.notes ?? []).map((issue) => ({ text: said(issue), isFailure: false })),
    ...(isOld ? [{ text: t('The design has changed since this was compared.'), isFailure: false }] : []),
  ];
  return lines.map(({ text, isFailure }) => (
    <div key={text} className={styles.notice} role={isFailure ? 'alert' : 'status'}>
      <CircleAlert size={16} aria-hidden className={isFailure ? styles.bad : styles.warn} />
      <span>{text}</span>
    </div>
  ));
}

function useCanVerify(): boolean {
  const isRunning = useJobs((state) => state.running !== null);
  const isSound = useDocument(
    ({ analysis }) =>
      analysis.items.size > 0 && analysis.pending === 0 && problemsOf(analysis.issues).length === 0,
  );
  return isSound && !isRunning;
}

/** The bottom panel that holds what devices compute against the reference, and lights the first item that parts. */
export function VerifyPanel() {
  const verified = useVerification((state) => state.verified);
  const canVerify = useCanVerify();
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('Verify')}</h2>
        <span className={styles.count}>
          {verified?.file ?? (verified === null ? '' : t('the design, with weights of seed 0'))}
        </span>
        {verified !== null && (
          <Button isDisabled={!canVerify} onPress={verify}>
            {t('Verify again')}
          </Button>
        )}
        <IconButton
          icon={<X size={16} aria-hidden />}
          label={t('Close')}
          onPress={() => setPanel('bottom', false)}
        />
      </header>
      <Notices />
      {verified === null ? (
        <div className={styles.placeholder}>
          <ShieldCheck size={20} aria-hidden />
          <h3>{t('Nothing was compared yet')}</h3>
          <p>
            {t(
              'Verifying runs the design on every device, optimised and not, and holds each tensor against a plain reference.',
            )}
          </p>
          <Button look="primary" isDisabled={!canVerify} onPress={verify}>
            {t('Verify')}
          </Button>
        </div>
      ) : (
        <Compared key={verified.report.pairs.map(({ b }) => b).join()} verified={verified} />
      )}
    </div>
  );
}
