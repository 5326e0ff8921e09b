import type { ReactNode } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import { describe } from '../../src-core/errors.ts';
import { integerText } from '../../src-core/format.ts';
import type { ExportOptions } from '../../src-core/lower/onnx-options.ts';
import { irVersionOf, opsets, precisions } from '../../src-core/lower/onnx-options.ts';
import { Fault } from '../ui/Fault.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './ExportFields.module.css';
import { placeOf } from './export-fault.ts';
import type { ExportSettings } from './export-settings.ts';

interface ExportFieldsProps {
  readonly settings: ExportSettings;
  readonly sizes: ReadonlyMap<string, readonly number[]>;
  /** Why the export was refused, where that is about one of the fields. */
  readonly refused: Issue | null;
  readonly onChange: (change: Partial<ExportSettings>) => void;
}

interface RowProps {
  readonly label: string;
  /** What the setting is now, where its control does not say it. */
  readonly value?: string;
  readonly control: ReactNode;
  readonly hint?: string;
  readonly fault: Issue | null;
}

/** A form that is higher than its dialog scrolls to what is refused. */
const intoView = (row: HTMLElement | null): void => row?.scrollIntoView({ block: 'nearest' });

function Row({ label, value, control, hint, fault }: RowProps) {
  return (
    <div className={styles.row} ref={fault === null ? null : intoView}>
      <span className={styles.label}>{label}</span>
      <div className={styles.control}>
        {control}
        {value !== undefined && <span className={styles.value}>{value}</span>}
      </div>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {fault !== null && <Fault>{describe(fault)}</Fault>}
    </div>
  );
}

const opsetChoices = opsets.map((opset) => ({
  value: String(opset),
  label: String(opset),
  detail: `file format ${irVersionOf(opset)}`,
}));
const precisionWords = { fp32: 'Single, fp32', fp16: 'Half, fp16' } as const;
const largestSeed = 2 ** 31;

/** The settings of an export, each with what it means in a line. */
export function ExportFields({ settings, sizes, refused, onChange }: ExportFieldsProps) {
  const { options, seed } = settings;
  const place = refused === null ? null : placeOf(refused, sizes);
  const set = (change: Partial<ExportOptions>) => onChange({ options: { ...options, ...change } });
  const setFree = (name: string, isFree: boolean) => {
    const others = options.dynamic.filter((other) => other !== name);
    set({ dynamic: isFree ? [...others, name] : others });
  };
  const ofSizes = place?.setting === 'sizes' ? refused : null;
  return (
    <div className={styles.fields}>
      <fieldset className={styles.sizes}>
        <legend className={styles.heading}>Sizes of the inputs</legend>
        <p className={styles.hint}>
          A free size is a named dimension of the file, any number when it is run.
        </p>
        {[...sizes].map(([name, values]) => (
          <Row
            key={name}
            label={name}
            value={[...new Set(values)].map(integerText).join(', ')}
            control={
              <SegmentedControl
                label={`Size ${name}`}
                segments={[
                  { value: 'fixed', label: 'Fixed' },
                  { value: 'free', label: 'Free' },
                ]}
                value={options.dynamic.includes(name) ? 'free' : 'fixed'}
                onChange={(choice) => setFree(name, choice === 'free')}
              />
            }
            fault={place?.dimension === name ? ofSizes : null}
          />
        ))}
        {ofSizes !== null && place?.dimension === null && <Fault>{describe(ofSizes)}</Fault>}
      </fieldset>
      <Row
        label="Opset"
        control={
          <Select
            label="Opset"
            options={opsetChoices}
            value={String(options.opset)}
            onChange={(opset) => set({ opset: Number(opset) })}
          />
        }
        hint="The version of ONNX’s operators. A program that runs the file must know it."
        fault={place?.setting === 'opset' ? refused : null}
      />
      <Row
        label="Precision"
        control={
          <SegmentedControl
            label="Precision"
            segments={precisions.map((value) => ({ value, label: precisionWords[value] }))}
            value={options.precision}
            onChange={(precision) => set({ precision })}
          />
        }
        hint="Half weights take half the space. Norms, softmax and sums compute in single, inputs and outputs stay so."
        fault={null}
      />
      <Row
        label="Norms"
        control={
          <SegmentedControl
            label="Norms"
            segments={[
              { value: 'kept', label: 'Kept' },
              { value: 'folded', label: 'Folded' },
            ]}
            value={options.foldNorms ? 'folded' : 'kept'}
            onChange={(choice) => set({ foldNorms: choice === 'folded' })}
          />
        }
        hint="Folded, a batch norm goes into the weights of the convolution or linear layer before it."
        fault={null}
      />
      <Row
        label="Seed"
        control={
          <NumberField
            label="Seed"
            value={seed}
            min={0}
            max={largestSeed}
            onChange={(value) => onChange({ seed: value })}
          />
        }
        hint="Weights are drawn from it: the same seed gives the same bytes on every machine."
        fault={null}
      />
      <p className={styles.hint}>
        Constants are always folded. These settings are remembered for this design.
      </p>
    </div>
  );
}
