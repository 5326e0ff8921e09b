import { ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import { place, sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { useCanCompute } from '../store/can-compute.ts';
import { runCommand } from '../store/commands.ts';
import { useDocument } from '../store/document.ts';
import { highlight } from '../store/highlight.ts';
import { progressShare, progressText } from '../store/job-words.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import type { VerificationState } from '../store/verification.ts';
import { useVerification } from '../store/verification.ts';
import { setPanel } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Notice, ProgressNotice } from '../ui/Notice.tsx';
import { PanelHeader } from '../ui/PanelHeader.tsx';
import { Placeholder } from '../ui/Placeholder.tsx';
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
      <ProgressNotice
        label={t('Verify')}
        text={progressText(running)}
        share={progressShare(running)}
        onCancel={() => void cancelJob()}
      />
    );
  const isOld = verified !== null && verified.items !== items;
  const lines = [
    ...(failure ?? []).map((issue) => ({ text: said(issue), isFailure: true })),
    ...(verified?.report.notes ?? []).map((issue) => ({ text: said(issue), isFailure: false })),
    ...(isOld ? [{ text: t('The design has changed since this was compared.'), isFailure: false }] : []),
  ];
  return lines.map(({ text, isFailure }) => (
    <Notice key={text} text={text} tone={isFailure ? 'bad' : 'warn'} isAlert={isFailure} />
  ));
}

/** The bottom panel that holds what devices compute against the reference, and lights the first item that parts. */
export function VerifyPanel() {
  const verified = useVerification((state) => state.verified);
  const canVerify = useCanCompute();
  return (
    <div className={styles.panel}>
      <PanelHeader
        title={t('Verify')}
        said={verified?.file ?? (verified === null ? '' : t('the design, with weights of seed 0'))}
        onClose={() => setPanel('bottom', false)}
      >
        {verified !== null && (
          <Button className={styles.again} isDisabled={!canVerify} onPress={verify}>
            {t('Verify again')}
          </Button>
        )}
      </PanelHeader>
      <Notices />
      {verified === null ? (
        <Placeholder
          icon={<ShieldCheck size={20} aria-hidden />}
          title={t('Nothing was compared yet')}
          text={t(
            'Verifying runs the design on every device, optimised and not, and holds each tensor against a plain reference.',
          )}
        >
          <Button look="primary" isDisabled={!canVerify} onPress={verify}>
            {t('Verify')}
          </Button>
        </Placeholder>
      ) : (
        <Compared key={verified.report.pairs.map(({ b }) => b).join()} verified={verified} />
      )}
    </div>
  );
}
