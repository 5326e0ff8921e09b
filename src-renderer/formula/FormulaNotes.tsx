import { Group } from 'react-aria-components';
import { toReadable } from '../../src-core/algebra/print.ts';
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
      {byOperation(fields).map(([operation, names]) => (
        <li key={operation}>
          <HeldFields operation={operation} names={names} />
          {stepRules[operation] !== undefined && (
            <div className={styles.rule}>{tCore(stepRules[operation])}</div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** More fields than this that one operation keeps as numbers are told by their count, and listed on demand. */
const mostNamed = 2;

function HeldFields({ operation, names }: { readonly operation: string; readonly names: readonly string[] }) {
  if (names.length <= mostNamed) {
    return (
      <>
        {tNodes(
          names.length === 1
            ? '{names} is kept as a number: {operation} needs one'
            : '{names} are kept as numbers: {operation} needs them',
          { names: <span className={styles.name}>{names.join(', ')}</span>, operation: tCore(operation) },
        )}
      </>
    );
  }
  return (
    <details>
      <summary>
        {t('{count} fields are kept as numbers: {operation} needs them', {
          count: names.length,
          operation: tCore(operation),
        })}
      </summary>
      <span className={styles.name}>{names.join(', ')}</span>
    </details>
  );
}

/** Names of fields by the operation that keeps them as numbers, in the order in which they are met. */
function byOperation(
  fields: ReadonlyMap<string, { readonly operation: string }>,
): readonly (readonly [string, readonly string[]])[] {
  const found = new Map<string, string[]>();
  for (const [name, { operation }] of fields) found.set(operation, [...(found.get(operation) ?? []), name]);
  return [...found];
}
