import { useState } from 'react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DetailLines } from './DetailLines.tsx';
import styles from './OfferDialog.module.css';
import type { Offer } from './questions.ts';
import { whenText } from './when-text.ts';

/** The card of designs that may be opened: what each is, and how it differs. */
export function OfferDialog({ offer: { title, entries, close } }: { readonly offer: Offer }) {
  const [discarded, setDiscarded] = useState<ReadonlySet<string>>(new Set());
  const [now] = useState(Date.now);
  const left = entries.filter(({ id }) => !discarded.has(id));
  return (
    <Dialog
      title={title}
      isOpen
      onClose={close}
      width="wide"
      actions={
        <Button look="plain" onPress={close}>
          {t(entries.some(({ discard }) => discard !== undefined) ? 'Later' : 'Close')}
        </Button>
      }
    >
      <ul className={styles.entries}>
        {left.map(({ id, name, time, details, open, discard }) => (
          <li key={id} className={styles.entry}>
            <div className={styles.head}>
              <span className={styles.name}>{name}</span>
              <span className={styles.when}>{whenText(time, now)}</span>
              {discard !== undefined && (
                <Button
                  onPress={async () => {
                    await discard();
                    if (left.length === 1) close();
                    else setDiscarded((old) => new Set([...old, id]));
                  }}
                >
                  {t('Discard')}
                </Button>
              )}
              <Button
                look="primary"
                onPress={async () => {
                  if (await open()) close();
                }}
              >
                {t('Open')}
              </Button>
            </div>
            <DetailLines details={details} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
