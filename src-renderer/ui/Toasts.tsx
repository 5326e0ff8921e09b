import { Check, CircleAlert, Info, X } from 'lucide-react';
import { t } from '../locale/translate.ts';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import styles from './Toasts.module.css';
import { closeToast, useToasts } from './toasts.ts';

const icons = { good: Check, error: CircleAlert, plain: Info } as const;

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section aria-label={t('Messages')} aria-live="polite" className={styles.region}>
      {toasts.toReversed().map(({ id, tone, text, detail, body, offers = [] }) => {
        const Icon = icons[tone];
        const buttons = offers.map(({ label, run }, index) => (
          <Button
            key={label}
            look="link"
            onPress={() => {
              run();
              // what is offered last can still be done after what is offered first
              if (index === offers.length - 1) closeToast(id);
            }}
          >
            {label}
          </Button>
        ));
        return (
          <div
            key={id}
            role={tone === 'error' ? 'alert' : 'status'}
            className={styles.toast}
            data-tone={tone}
          >
            <Icon size={16} aria-hidden className={styles.icon} />
            <div className={styles.words}>
              <p>{text}</p>
              {detail !== undefined && <p className={styles.detail}>{detail}</p>}
              {body}
              {offers.length > 1 && <div className={styles.offers}>{buttons}</div>}
            </div>
            {offers.length === 1 && buttons}
            <IconButton
              icon={<X size={14} aria-hidden />}
              label={t('Close')}
              onPress={() => closeToast(id)}
            />
          </div>
        );
      })}
    </section>
  );
}
