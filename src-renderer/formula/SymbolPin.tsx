import { ToggleButton } from 'react-aria-components';
import { Tooltip } from '../ui/Tooltip.tsx';
import styles from './SymbolPin.module.css';
import { Tex } from './Tex.tsx';
import { symbolLatex } from './terms.ts';

interface SymbolPinProps {
  readonly name: string;
  readonly isPinned: boolean;
  readonly onPin: (isPinned: boolean) => void;
  /** Its present number, shown beside the symbol. */
  readonly number?: string;
}

/** Keeps a name as a symbol in the formula (pressed) or as its number. */
export function SymbolPin({ name, isPinned, onPin, number }: SymbolPinProps) {
  return (
    <Tooltip
      text={
        isPinned ? `Keep ${name} as a symbol in the formula` : `Put the number of ${name} into the formula`
      }
    >
      <ToggleButton
        aria-label={`Keep ${name} as a symbol`}
        data-long={name.length > 2 || undefined}
        isSelected={!isPinned}
        onChange={(isFree) => onPin(!isFree)}
        className={styles.pin as string}
      >
        <Tex tex={symbolLatex(name)} />
        {number !== undefined && <span className={styles.number}>{number}</span>}
      </ToggleButton>
    </Tooltip>
  );
}
