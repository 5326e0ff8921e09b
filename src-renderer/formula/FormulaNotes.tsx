import { Group } from 'react-aria-components';
import { toText } from '../../src-core/algebra/print.ts';
import styles from './FormulaNotes.module.css';
import type { ShownFormulas } from './formulas-for.ts';
import { pinSize, usePins } from './pins.ts';
import { SymbolPin } from './SymbolPin.tsx';
import type { Bindings } from './shown-count.ts';

/** Pins of the sizes that come in from outside, which no field names. */
export function SizePins({
  label,
  sizes,
  numbers,
}: {
  readonly label: string;
  readonly sizes: readonly string[];
  readonly numbers: Bindings['numbers'];
}) {
  const pinned = usePins((state) => state.sizes);
  if (sizes.length === 0) return null;
  return (
    <Group aria-label="Sizes of the input" className={styles.sizes as string}>
      <span className={styles.label}>{label}</span>
      {sizes.map((name) => {
        const number = numbers.get(name);
        return (
          <SymbolPin
            key={name}
            name={name}
            isPinned={pinned.has(name)}
            onPin={pinSize}
            number={number === undefined ? '—' : toText(number)}
          />
        );
      })}
    </Group>
  );
}

/** What could not stay a symbol, and why. */
export function HeldNotes({ shown }: { readonly shown: ShownFormulas }) {
  const { held, heldFields } = shown;
  const symbols = new Map(held.map((entry) => [entry.symbol, entry]));
  const fields = new Map(heldFields.map((entry) => [`${entry.node}.${entry.field}`, entry]));
  if (symbols.size + fields.size === 0) return null;
  return (
    <ul aria-label="Kept as numbers" className={styles.held}>
      {[...symbols.values()].map(({ symbol, value, operation }) => (
        <li key={symbol}>
          <span className={styles.name}>
            {symbol} = {toText(value)}
          </span>{' '}
          is kept as a number: {operation} needs one
        </li>
      ))}
      {[...fields].map(([name, { operation }]) => (
        <li key={name}>
          <span className={styles.name}>{name}</span> is kept as a number: {operation} needs one
        </li>
      ))}
    </ul>
  );
}
