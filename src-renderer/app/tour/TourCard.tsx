import { X } from 'lucide-react';
import { useEffect } from 'react';
import { integerText } from '../../../src-core/format.ts';
import { keepClear } from '../../canvas/viewport.ts';
import { t } from '../../locale/translate.ts';
import { useNavigation } from '../../store/navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './TourCard.module.css';
import { drawTourStep, finishTour, leaveTour, tourCount, useTour, useTourStep } from './tour.ts';
import { tourSteps } from './tour-steps.ts';

/** How far the card reaches into the canvas, and some room beside it. */
const reach = 336;

/** What to draw next, above the canvas, while the tour is taken. It never takes the keyboard or the pointer from the canvas. */
export function TourCard() {
  const isOpen = useTour(({ state }) => state === 'open');
  return isOpen ? <OpenCard /> : null;
}

function OpenCard() {
  const step = useTourStep();
  const isInside = useNavigation((state) => state.level !== '');
  useEffect(() => {
    keepClear(reach);
    return () => keepClear(0);
  }, []);
  const due = tourSteps[step];
  const count = tourSteps.length;
  return (
    <section aria-label={t('Tour')} className={styles.card} data-step={step}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('Draw an HS-Block')}</h2>
        <span className={styles.count}>
          {due === undefined ? t('all done') : t('{step} of {count}', { step: step + 1, count })}
        </span>
        <IconButton
          icon={<X size={14} aria-hidden />}
          label={t('Leave the tour; it can be taken up again')}
          onPress={leaveTour}
        />
      </header>
      <ProgressBar label={t('Tour')} value={step / count} />
      <p aria-live="polite" className={styles.text}>
        {due === undefined ? (
          <Finished />
        ) : isInside ? (
          t('Press Escape: the tour goes on outside.')
        ) : (
          t(due.text)
        )}
      </p>
      <footer className={styles.footer}>
        {due === undefined ? (
          <Button look="primary" onPress={finishTour}>
            {t('Finish')}
          </Button>
        ) : (
          <Button isDisabled={isInside} onPress={drawTourStep}>
            {t('Do this for me')}
          </Button>
        )}
      </footer>
    </section>
  );
}

function Finished() {
  const params = tourCount();
  return (
    <>
      {t(
        'This is an HS-Block of three groups, with {params} parameters. Select any item to read its formula; HS-Block in the palette is the same for any number of groups.',
        { params: params === null ? '—' : integerText(params) },
      )}
    </>
  );
}
