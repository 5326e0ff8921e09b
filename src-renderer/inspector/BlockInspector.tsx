import { Trash2 } from 'lucide-react';
import type { ComponentType } from 'react';
import { useState } from 'react';
import type { OwnBlock, OwnField } from '../../src-core/document/design.ts';
import { usesOf } from '../../src-core/document/own-block-uses.ts';
import type { Issue } from '../../src-core/errors.ts';
import { integerText } from '../../src-core/format.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { attempt, dispatch, useDocument } from '../store/document.ts';
import { entriesOf, hasNewer, useLibrary } from '../store/library.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Section } from '../ui/Section.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './BlockInspector.module.css';
import { addOwnField, renameField, setOwnField } from './block-fields.ts';
import { FieldRow } from './FieldRow.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';
import { InspectorParts } from './InspectorParts.tsx';
import { LibrarySection } from './LibrarySection.tsx';
import { PublishedFormulas } from './PublishedFormulas.tsx';

const retitle = (title: string): Issue | null =>
  title.trim() === '' ? null : (attempt({ kind: 'setTitle', title: title.trim() })?.[0] ?? null);

interface BlockInspectorProps {
  readonly block: OwnBlock;
  readonly Formulas: ComponentType<{ readonly path: string }>;
  readonly onDelete: (id: string, detaching: boolean) => void;
}

/** The definition of an own block while its drawing is open: its title, help, fields and formula. */
export function BlockInspector({ block, Formulas, onDelete }: BlockInspectorProps) {
  const whole = useDocument((state) => state.whole);
  const uses = usesOf(whole, block.id).length;
  const library = useLibrary((state) => state.blocks);
  const isOffered = hasNewer(entriesOf(whole, library).get(block.id));
  const fields = `${block.fields.length}`;
  return (
    <InspectorParts
      figures={
        <>
          <Formulas path={block.id} />
          {!isOffered && <LibrarySection block={block} />}
          <Section title={t('Definition')}>
            <div className={styles.buttons}>
              {uses > 0 && (
                <Button look="outlined" onPress={() => onDelete(block.id, true)}>
                  {t('Detach all uses and delete')}
                </Button>
              )}
              <Button look="outlined" onPress={() => onDelete(block.id, false)}>
                {t('Delete the block')}
              </Button>
            </div>
          </Section>
        </>
      }
    >
      <InspectorHeader
        key={block.id}
        family="block"
        name={block.title}
        nameLabel={t('Title of the block')}
        onRename={retitle}
        subtitle={
          uses === 1
            ? t('Own block · 1 use, which follows every edit here')
            : t('Own block · {count} uses, which follow every edit here', { count: integerText(uses) })
        }
      />
      {isOffered && <LibrarySection block={block} />}
      <Section title={t('Fields of the block')} note={fields} fold={{ name: 'own-fields', summary: fields }}>
        {block.fields.length === 0 && (
          <p className={styles.hint}>
            {t('None yet. Select an item inside and press the arrow beside one of its fields.')}
          </p>
        )}
        {block.fields.map((field) => (
          <FieldEditor key={field.name} field={field} />
        ))}
        <Button look="outlined" onPress={addOwnField}>
          {t('Add a count')}
        </Button>
      </Section>
      <Section title={t('Help')} fold={{ name: 'own-help' }}>
        <TextField
          label={t('Help of the block')}
          value={block.help ?? ''}
          placeholder={t('One sentence: what it does to the tensor')}
          onCommit={(help) => dispatch({ kind: 'setBlock', block: { ...block, help } })}
        />
      </Section>
      <PublishedFormulas block={block} />
    </InspectorParts>
  );
}

const texts = ['label', 'unit', 'help'] as const;
const numbers = ['default', 'min', 'max'] as const;

function FieldEditor({ field }: { readonly field: OwnField }) {
  const { name } = field;
  const [fault, setFault] = useState<Issue | null>(null);
  return (
    <fieldset aria-label={t('Field {name}', { name })} className={styles.field}>
      <legend className={styles.name}>
        <TextField
          label={t('Name of {name}', { name })}
          value={name}
          mono
          onChange={() => setFault(null)}
          onCommit={(to) => setFault(renameField(name, to))}
          error={fault === null ? null : sentence(fault)}
          className={styles.rename ?? ''}
        />
        <span className={styles.kind}>{kindWords()[field.kind] ?? field.kind}</span>
        <IconButton
          icon={<Trash2 size={14} aria-hidden />}
          label={t('Take {name} away', { name })}
          onPress={() => setOwnField(name, null)}
        />
      </legend>
      {fault !== null && (
        <p role="alert" className={styles.fault}>
          {sentence(fault)}
        </p>
      )}
      {texts.map((key) => (
        <FieldRow
          key={key}
          label={keyWords()[key]}
          isWide
          control={
            <TextField
              label={t('{key} of {name}', { key: keyWords()[key], name })}
              value={field[key] ?? ''}
              onCommit={(text) => setOwnField(name, { ...field, [key]: text })}
            />
          }
        />
      ))}
      {typeof field.default === 'number' &&
        numbers.map((key) => (
          <FieldRow
            key={key}
            label={keyWords()[key]}
            isWide
            control={
              <TextField
                label={t('{key} of {name}', { key: keyWords()[key], name })}
                mono
                value={field[key] === undefined ? '' : String(field[key])}
                onCommit={(text) => {
                  const number = Number(text);
                  if (text.trim() !== '' && Number.isFinite(number))
                    setOwnField(name, { ...field, [key]: number });
                }}
              />
            }
          />
        ))}
    </fieldset>
  );
}

const keyWords = () => ({
  label: t('Label'),
  unit: t('Unit'),
  help: t('Help'),
  default: t('Default'),
  min: t('Least'),
  max: t('Most'),
});

const kindWords = (): Readonly<Record<string, string>> => ({
  dimension: t('size'),
  structural: t('count'),
  real: t('number'),
  toggle: t('switch'),
  choice: t('choice'),
});
