import { memo } from 'react';
import type { FieldValue } from '../../src-core/document/design.ts';
import { expressionsIn } from '../../src-core/document/field-names.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { Field, Value } from '../../src-core/language/field.ts';
import { t } from '../locale/translate.ts';
import { pinField } from '../symbolic/pins.ts';
import { OptionsMenu } from '../ui/OptionsMenu.tsx';
import { SymbolPin } from '../ui/SymbolPin.tsx';
import { candidatesFor } from './completions.ts';
import { FieldControl } from './controls.tsx';
import { trySetField } from './edit-field.ts';
import { FieldRow } from './FieldRow.tsx';
import { canBeVariable, fieldOptions } from './field-options.ts';
import { PromoteButton } from './PromoteButton.tsx';

interface ItemFieldRowProps {
  /** The items that are edited together, the same array while they are the same. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly field: Field;
  /** Null where the items differ. */
  readonly raw: FieldValue | null;
  readonly value: Value | null;
  readonly fault: Issue | null;
  readonly isSet: boolean;
  /** The pin that a person or the default sets; null where the field can be no symbol. */
  readonly pin: { readonly key: string; readonly isPinned: boolean } | null;
}

function Row({ ids, name, field, raw, value, fault, isSet, pin }: ItemFieldRowProps) {
  const isWide =
    raw !== null && expressionsIn(raw).length > 0 && field.kind !== 'choice' && field.kind !== 'toggle';
  const symbol = field.kind === 'dimension' ? field.symbol : name;
  return (
    <FieldRow
      label={field.label}
      help={field.help}
      isWide={isWide}
      control={
        <FieldControl
          field={field}
          subject={ids.join(' ')}
          raw={raw}
          value={value}
          isMixed={ids.length > 1}
          fault={fault}
          set={(next, gesture) => trySetField(ids, name, next, gesture)}
          candidates={() => candidatesFor(ids[0] ?? '', name)}
        />
      }
      pin={pin !== null && <SymbolPin name={symbol} id={pin.key} isPinned={pin.isPinned} onPin={pinField} />}
      menu={
        <>
          <PromoteButton ids={ids} name={name} field={field} value={value} />
          {(canBeVariable(field) || isSet) && (
            <OptionsMenu
              label={t('Options of {label}', { label: field.label })}
              entries={() => fieldOptions(ids, name, field)}
            />
          )}
        </>
      }
    />
  );
}

const samePin = (a: ItemFieldRowProps['pin'], b: ItemFieldRowProps['pin']): boolean =>
  a?.key === b?.key && a?.isPinned === b?.isPinned;

/** One field of the form. It is drawn again only when something of its own changes, however fast the rest does. */
export const ItemFieldRow = memo(
  Row,
  (a, b) =>
    a.ids === b.ids &&
    a.name === b.name &&
    a.field === b.field &&
    a.raw === b.raw &&
    a.value === b.value &&
    a.fault === b.fault &&
    a.isSet === b.isSet &&
    samePin(a.pin, b.pin),
);
