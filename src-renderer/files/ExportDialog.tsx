import { useState } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import { describe } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { cancelJob } from '../store/jobs.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Fault } from '../ui/Fault.tsx';
import { ExportFields } from './ExportFields.tsx';
import { placeOf } from './export-fault.ts';
import type { ExportQuestion } from './questions.ts';

/** Asks how to export. What is refused is said beside the setting that it is about, and otherwise at the foot. */
export function ExportDialog({ question }: { readonly question: ExportQuestion }) {
  const { sizes, submit, cancel } = question;
  const [settings, setSettings] = useState(question.settings);
  const [refused, setRefused] = useState<Issue | null>(null);
  const [isChecking, setChecking] = useState(false);

  const close = (): void => {
    if (isChecking) void cancelJob();
    cancel();
  };
  const check = async (): Promise<void> => {
    setChecking(true);
    setRefused(null);
    const issues = await submit(settings);
    if (issues === null) return;
    setChecking(false);
    setRefused(issues[0] ?? null);
  };
  const isElsewhere = refused !== null && placeOf(refused, sizes) === null;
  return (
    <Dialog
      title={t('Export options')}
      isOpen
      onClose={close}
      actions={
        <>
          <Button look="plain" onPress={close}>
            {t('Cancel')}
          </Button>
          <Button look="primary" autoFocus isDisabled={isChecking} onPress={() => void check()}>
            {t(isChecking ? 'Checking…' : 'Choose a file…')}
          </Button>
        </>
      }
    >
      <ExportFields
        settings={settings}
        sizes={sizes}
        refused={refused}
        onChange={(change) => {
          setRefused(null);
          setSettings((before) => ({ ...before, ...change }));
        }}
      />
      {isElsewhere && <Fault>{describe(refused)}</Fault>}
    </Dialog>
  );
}
