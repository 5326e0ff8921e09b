import { trialCases } from '../../../src-core/published/trial-cases.ts';
import { t } from '../../locale/translate.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { TrialList } from './TrialList.tsx';

interface TrialsDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** All published formulas that are held against our counts. */
export function TrialsDialog({ isOpen, onClose }: TrialsDialogProps) {
  return (
    <Dialog title={t('Published formulas on trial')} isOpen={isOpen} onClose={onClose} width="wide">
      <TrialList cases={trialCases} expansion={null} />
    </Dialog>
  );
}
