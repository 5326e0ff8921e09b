import { memo } from 'react';
import { ToggleButton } from 'react-aria-components';
import { symbolLatex } from '../../src-core/algebra/print-terms.ts';
import { t } from '../locale/translate.ts';
import styles from './SymbolPin.module.css';
import { Tex } from './Tex.tsx';
import { Tooltip } from './Tooltip.tsx';

interface SymbolPinProps {
  readonly name: string;
  /** What the pin is kept under, where that is not the name. */
  readonly id?: string;
  readonly isPinned: boolean;
  readonly onPin: (id: string, isPinned: boolean) => void;
  /** Its present number, shown beside the symbol. */
  readonly number?: string;
}

/** Keeps a name as a symbol in the formula (pressed) or as its number. */
export const SymbolPin = memo(function SymbolPin({
  name,
  id = name,
  isPinned,
  onPin,
  number,
}: SymbolPinProps) {
  return (
    <Tooltip
      text={
        isPinned
          ? t('Keep {name} as a symbol in the formula', { name })
          : t('Put the number of {name} into the formula', { name })
      }
    >
      <ToggleButton
        data-long={name.length > 2 || undefined}
        isSelected={!isPinned}
        onChange={(isFree) => onPin(id, !isFree)}
        className={styles.pin as string}
      >
        <span className="visually-hidden">
          {[t('Keep {name} as a symbol', { name }), number].filter(Boolean).join(', ')}
        </span>
        <Tex tex={symbolLatex(name)} />
        {number !== undefined && <span data-number={number} className={styles.number} />}
      </ToggleButton>
    </Tooltip>
  );
});
