import { ChevronDown } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { networkOf, networks } from '../../src-core/catalogue.ts';
import { integerText } from '../../src-core/format.ts';
import { NetworkList } from '../catalogue/NetworkList.tsx';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/Button.tsx';
import popover from '../ui/Popover.module.css';
import { TextField } from '../ui/TextField.tsx';
import { readCount } from './read-count.ts';
import styles from './SolveView.module.css';
import { countWords } from './sensitivity-text.ts';
import type { HeldCount, Target } from './space-view.ts';
import { setSolve } from './space-view.ts';

interface TargetFieldProps {
  readonly held: HeldCount;
  readonly target: Target;
  /** The number that is held; null while it is being counted, or where the text is none. */
  readonly value: bigint | null;
}

/** The number that is held: typed, or the count of a ready network. */
export function TargetField({ held, target, value }: TargetFieldProps) {
  const network = target.kind === 'network' ? networkOf(target.name) : undefined;
  const text = target.kind === 'number' ? target.text : value === null ? '' : integerText(value);
  const isBad = target.kind === 'number' && readCount(target.text) === null;
  return (
    <>
      <div className={styles.target}>
        <TextField
          label={t('Target, {unit}', { unit: countWords(held).unit })}
          value={text}
          placeholder={t('counting …')}
          error={isBad ? t('not a count') : null}
          onChange={(typed) => setSolve({ target: { kind: 'number', text: typed } })}
          after={<span className={styles.unit}>{countWords(held).unit}</span>}
          className={styles.number as string}
        />
        <DialogTrigger>
          <Button
            aria-label={`${network?.title ?? t('as a network')}, ${t('Take the count of a ready network')}`}
            className={styles.network as string}
          >
            <span className={styles.networkName}>{network?.title ?? t('as a network')}</span>
            <ChevronDown size={14} aria-hidden />
          </Button>
          <Popover placement="bottom end" offset={4} className={popover.popover as string}>
            <Dialog aria-label={t('Ready networks')} className={styles.networks as string}>
              {({ close }) => (
                <NetworkList
                  isMenu
                  label={t('Networks')}
                  networks={networks}
                  onPick={({ name }) => {
                    setSolve({ target: { kind: 'network', name } });
                    close();
                  }}
                />
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
      {isBad && (
        <p role="alert" className={styles.bad}>
          {t('A count is a whole number such as 25,557,032 or 25.6 M. The table holds the last one.')}
        </p>
      )}
    </>
  );
}
