import { Group } from 'react-aria-components';
import { toReadable } from '../../src-core/algebra/print.ts';
import type { HeldByOperation } from '../../src-core/analysis/held-by-operation.ts';
import { heldByOperation } from '../../src-core/analysis/held-by-operation.ts';
import { stepRules } from '../../src-core/document/expression-syntax.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import type { ShownFormulas } from '../symbolic/formulas-for.ts';
import { pinSize, usePins } from '../symbolic/pins.ts';
import type { Bindings } from '../symbolic/shown-count.ts';
import { SymbolPin } from '../ui/SymbolPin.tsx';
import styles from './FormulaNotes.module.css';

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
    <Group aria-label={t('Sizes of the input')} className={styles.sizes as string}>
      <span className={styles.label}>{label}</span>
      {sizes.map((name) => {
        const number = numbers.get(name);
        return (
          <SymbolPin
            key={name}
            name={name}
            isPinned={pinned.has(name)}
            onPin={pinSize}
            number={number === undefined ? '—' : toReadable(number)}
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
    <ul aria-label={t('Kept as numbers')} className={styles.held}>
      {[...symbols.values()].map(({ symbol, value, operation }) => (
        <li key={symbol}>
          {tNodes('{names} is kept as a number: {operation} needs one', {
            names: (
              <span className={styles.name}>
                {symbol} = {toReadable(value)}
              </span>
            ),
            operation: tCore(operation),
          })}
        </li>
      ))}
      {heldByOperation([...fields.values()]).map((entry) => (
        <li key={entry.operation}>
          <HeldFields {...entry} />
          {stepRules[entry.operation] !== undefined && (
            <div className={styles.rule}>{tCore(stepRules[entry.operation]!)}</div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** More fields than this that one operation keeps as numbers are told by their count, and listed on demand. */
const mostNamed = 2;

function HeldFields({ operation, fields, symbols, expressions }: HeldByOperation) {
  if (fields.length <= mostNamed) {
    return (
      <>
        {tNodes(
          fields.length === 1
            ? '{names} is kept as a number: {operation} needs one'
            : '{names} are kept as numbers: {operation} needs them',
          { names: <span className={styles.name}>{fields.join(', ')}</span>, operation: tCore(operation) },
        )}
      </>
    );
  }
  return (
    <details>
      <summary>
        {symbols.length === 0
          ? t('{count} fields are kept as numbers: {operation} needs them', {
              count: fields.length,
              operation: tCore(operation),
            })
          : tNodes('{names} is a number in {count} fields: {operation} needs one', {
              names: <span className={styles.name}>{symbols.join(', ')}</span>,
              count: fields.length,
              operation: tCore(operation),
            })}
      </summary>
      {[...expressions].map(([expression, names]) => (
        <div key={expression} className={styles.expression}>
          <span className={styles.name}>{expression}</span>
          <span className={styles.rule}>{names.join(', ')}</span>
        </div>
      ))}
    </details>
  );
}
