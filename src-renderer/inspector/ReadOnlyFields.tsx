import { integerText, realText } from '../../src-core/format.ts';
import { groupOf, symbolOf } from '../../src-core/language/axes.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Field, Value, Values } from '../../src-core/language/field.ts';
import { saidValues, unheededUnder } from '../../src-core/language/following.ts';
import { valueText } from '../../src-core/language/resolve.ts';
import { t } from '../locale/translate.ts';
import { reveal } from '../store/navigation.ts';
import { fieldKey, isFieldPinned, pinField, usePins } from '../symbolic/pins.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { SymbolPin } from '../ui/SymbolPin.tsx';
import { FieldRow } from './FieldRow.tsx';
import { inWindow } from './field-in-window.ts';
import styles from './ReadOnlyFields.module.css';

const numeric = ({ kind }: Field): boolean => kind !== 'choice' && kind !== 'toggle' && kind !== 'text';

function shownText(value: Value): string {
  if (typeof value === 'bigint') return integerText(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? integerText(value) : realText(value);
  if (typeof value === 'boolean') return t(value ? 'on' : 'off');
  return Array.isArray(value) ? value.map((entry) => valueText(entry)).join(', ') : valueText(value);
}

interface ReadOnlyFieldsProps {
  readonly definition: Definition;
  readonly values: Values;
  /** The item of the design that the values come from. */
  readonly owner: string;
}

/** The values of an item inside another: numbers in rows with their pins, the rest in a line, and who sets them. */
export function ReadOnlyFields({ definition, values, owner }: ReadOnlyFieldsProps) {
  const pins = usePins();
  const said = saidValues(definition.fields, values as Readonly<Record<string, Value>>);
  const fields = Object.entries(definition.fields)
    .filter(([name, field]) => field.shown !== false && Object.hasOwn(said, name))
    .map(([name, field]) => [name, inWindow(field)] as const);
  const isApart = (name: string) =>
    groupOf(definition.fields, name).some((other) => other !== name && Object.hasOwn(said, other));
  const numbers = fields.filter(([, field]) => numeric(field));
  const others = fields.filter(([, field]) => !numeric(field));
  return (
    <Section
      title={t('Values')}
      {...(numbers.some(([, field]) => field.kind === 'dimension') && { note: t('keep as symbol') })}
    >
      <div>
        {numbers.map(([name, field]) => {
          const key = fieldKey(definition.id, name);
          const instead = unheededUnder(field, (other) => values[other]);
          const unit = 'unit' in field && instead === null ? field.unit : undefined;
          return (
            <FieldRow
              key={name}
              label={field.label}
              help={field.help}
              control={
                <output aria-label={field.label} className={styles.value}>
                  {instead ?? shownText(values[name]!)}{' '}
                  {unit !== undefined && <span className={styles.unit}>{unit}</span>}
                </output>
              }
              pin={
                field.kind === 'dimension' && (
                  <SymbolPin
                    name={symbolOf(field, isApart(name))}
                    isPinned={isFieldPinned(pins, key, false)}
                    id={key}
                    onPin={pinField}
                  />
                )
              }
            />
          );
        })}
      </div>
      {others.length > 0 && (
        <p className={styles.others}>
          {others.map(([name, field]) => (
            <span key={name} className={styles.other}>
              {field.label} <span className={styles.word}>{shownText(values[name]!)}</span>
            </span>
          ))}
        </p>
      )}
      <p className={styles.note}>
        {t('Set by {owner}.', { owner })}{' '}
        <Button look="link" onPress={() => reveal(owner)}>
          {t('Go to {owner}', { owner })}
        </Button>
      </p>
    </Section>
  );
}
