import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import { catalogueOf } from '../../src-core/analysis/own-definitions.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { OwnBlock, PrintedFormula } from '../../src-core/document/design.ts';
import type { Issue } from '../../src-core/errors.ts';
import { ownTrials } from '../../src-core/published/own-trials.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Section } from '../ui/Section.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './BlockInspector.module.css';
import { FieldFault } from './FieldFault.tsx';
import { FieldRow } from './FieldRow.tsx';
import { addPublished, setPublished } from './published-formulas.ts';

/** What sources print of the counts of an own block, which the tab On trial holds against ours. */
export function PublishedFormulas({ block }: { readonly block: OwnBlock }) {
  const definition = useDocument(({ whole }) => catalogueOf(whole, catalogue).definitionOf(block.id));
  const trials = definition === undefined ? [] : ownTrials(definition);
  const { published = [] } = block;
  return (
    <Section
      title={t('Published formulas')}
      note={`${published.length}`}
      fold={{ name: 'own-published', isOpenAtFirst: false, summary: `${published.length}` }}
    >
      {published.length === 0 && (
        <p className={styles.hint}>
          {t(
            'None yet. Add what a source prints of the weights, the parameters or the MACs of this block, in its fields; On trial then says where both are equal.',
          )}
        </p>
      )}
      {numbered(block).map(({ number, formula }) => {
        const read = trials[number - 1]?.case;
        const isUnread = read?.ok === false && formula.formula !== '';
        const fault = isUnread ? (read.issues[0] ?? null) : null;
        return <FormulaEditor key={number} number={number} formula={formula} fault={fault} />;
      })}
      <Button look="outlined" onPress={addPublished}>
        {t('Add a formula')}
      </Button>
    </Section>
  );
}

const exampleFormula = 'sum(i = 1..s - 1, k^2*w^2)';

/** Formulas may have one title, so they are told apart by their numbers, from 1. */
const numbered = ({ published = [] }: OwnBlock) =>
  published.map((formula, index) => ({ number: index + 1, formula }));

interface FormulaEditorProps {
  readonly number: number;
  readonly formula: PrintedFormula;
  /** Why it cannot be held. */
  readonly fault: Issue | null;
}

function FormulaEditor({ number, formula, fault }: FormulaEditorProps) {
  const set = (part: Partial<PrintedFormula>) => setPublished(number - 1, { ...formula, ...part });
  const { title } = formula;
  const faultId = useId();
  return (
    <fieldset aria-label={title} className={styles.field}>
      <legend className={styles.name}>
        <TextField
          label={t('Title of formula {number}', { number: String(number) })}
          value={title}
          onCommit={(text) => text.trim() !== '' && set({ title: text.trim() })}
          className={styles.title ?? ''}
        />
        <IconButton
          icon={<Trash2 size={14} aria-hidden />}
          label={t('Take {name} away', { name: title })}
          onPress={() => setPublished(number - 1, null)}
        />
      </legend>
      <TextField
        label={t('Formula of {title}', { title })}
        mono
        value={formula.formula}
        placeholder={exampleFormula}
        onCommit={(text) => set({ formula: text.trim() })}
        error={fault === null ? null : sentence(fault)}
      />
      {fault !== null && <FieldFault id={faultId} issue={fault} text={formula.formula} />}
      <FieldRow
        label={t('Says that')}
        isWide
        control={
          <Select
            label={t('What {title} counts', { title })}
            options={counts()}
            value={counts().find(({ value }) => value === formula.of)?.value ?? null}
            placeholder={formula.of}
            onChange={(of) => set({ of })}
          />
        }
      />
      <FieldRow
        label={t('is')}
        isWide
        control={
          <Select
            label={t('What {title} claims', { title })}
            options={claims()}
            value={claims().find(({ value }) => value === formula.claim)?.value ?? null}
            placeholder={formula.claim}
            onChange={(claim) => set({ claim })}
          />
        }
      />
      <FieldRow
        label={t('Source')}
        isWide
        control={
          <TextField
            label={t('Source of {title}', { title })}
            value={formula.source ?? ''}
            placeholder={t('Paper, section, equation')}
            onCommit={(source) => set({ source })}
          />
        }
      />
    </fieldset>
  );
}

const counts = () =>
  [
    { value: 'conv', label: t('convolution weights') },
    { value: 'params', label: t('parameters') },
    { value: 'macs', label: t('MACs') },
  ] as const;

const claims = () =>
  [
    { value: 'equal', label: t('equal to the formula') },
    { value: 'about', label: t('about the formula') },
    { value: 'at-most', label: t('at most the formula') },
    { value: 'at-least', label: t('at least the formula') },
  ] as const;
