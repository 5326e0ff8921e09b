import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Issue } from '../../../src-core/errors.ts';
import { issue } from '../../../src-core/errors.ts';
import { integerText } from '../../../src-core/format.ts';
import { describe } from '../../locale/sentences.ts';
import { t } from '../../locale/translate.ts';
import { useSelection } from '../../store/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Fault } from '../../ui/Fault.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { closeDialog, useDialogs } from '../dialogs/open-dialog.ts';
import styles from './PictureDialog.module.css';
import type { PictureChoice } from './picture.ts';
import { downloadPicture, drawPicture, pictureAddress } from './picture.ts';

/** Shows the picture of the open level before it is taken away. */
export function PictureDialog() {
  const isOpen = useDialogs((state) => state.open === 'picture');
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog() {
  const hasSelection = useSelection((state) => state.paths.length > 0);
  const [choice, setChoice] = useState<PictureChoice>({ part: 'all', look: 'print', format: 'svg' });
  const [refused, setRefused] = useState<Issue | null>(null);
  const picture = drawPicture(choice);
  const change = (next: Partial<PictureChoice>) => {
    setRefused(null);
    setChoice((before) => ({ ...before, ...next }));
  };
  const take = async () => {
    const taken = await downloadPicture(choice);
    if (taken.ok) closeDialog();
    else setRefused(taken.issues[0] ?? null);
  };
  const fault = picture === null ? issue('picture/empty') : refused;
  const times = choice.format === 'png' ? 2 : 1;
  return (
    <Dialog
      title={t('Export a picture')}
      isOpen
      width="wide"
      onClose={closeDialog}
      actions={
        <>
          <Button look="plain" onPress={closeDialog}>
            {t('Cancel')}
          </Button>
          <Button look="primary" autoFocus isDisabled={picture === null} onPress={() => void take()}>
            {t('Download')}
          </Button>
        </>
      }
    >
      <div className={styles.settings}>
        <Row label={t('Shows')}>
          <SegmentedControl
            label={t('Shows')}
            segments={[
              { value: 'all', label: t('All of the level') },
              { value: 'selection', label: t('The selection'), isDisabled: !hasSelection },
              { value: 'view', label: t('The view') },
            ]}
            value={choice.part}
            onChange={(part) => change({ part })}
          />
        </Row>
        <Row label={t('Look')}>
          <SegmentedControl
            label={t('Look')}
            segments={[
              { value: 'print', label: t('Print') },
              { value: 'light', label: t('Light') },
              { value: 'dark', label: t('Dark') },
            ]}
            value={choice.look}
            onChange={(look) => change({ look })}
          />
        </Row>
        <Row label={t('Format')}>
          <SegmentedControl
            label={t('Format')}
            segments={[
              { value: 'svg', label: 'SVG' },
              { value: 'png', label: t('PNG, twice the size') },
            ]}
            value={choice.format}
            onChange={(format) => change({ format })}
          />
          {picture !== null && (
            <span className={styles.size}>
              {integerText(picture.width * times)} × {integerText(picture.height * times)} px
            </span>
          )}
        </Row>
      </div>
      {picture !== null && (
        <div className={styles.preview} data-look={choice.look}>
          <img src={pictureAddress(picture)} alt={t('What the file will show')} className={styles.picture} />
        </div>
      )}
      {fault !== null && <Fault>{describe(fault)}</Fault>}
    </Dialog>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span className={styles.label}>{label}</span>
      {children}
    </div>
  );
}
