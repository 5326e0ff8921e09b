import type { ReactNode } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import { integerText } from '../../src-core/format.ts';
import type { ExportOptions } from '../../src-core/lower/onnx-options.ts';
import { irVersionOf, opsets, precisions } from '../../src-core/lower/onnx-options.ts';
import { describe } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
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

const opsetChoices = () =>
  opsets.map((opset) => ({
    value: String(opset),
    label: String(opset),
    detail: t('file format {version}', { version: irVersionOf(opset) }),
  }));
const precisionWords = { fp32: 'Single, fp32', fp16: 'Half, fp16', int8: 'Whole, int8' } as const;
const precisionHints = {
  fp32: 'As it is counted: 4 bytes for each weight.',
  fp16: 'Half weights take half the space. Norms, softmax and sums compute in single, inputs and outputs stay so.',
  int8: 'Products, sums and means in 8 bits, the rest in single; norms are folded. How far values reach is seen on noise: the command line takes pictures.',
} as const;
const formatHints = {
  onnx: 'A model that runtimes load, with its weights in the same file.',
  pytorch: 'Code with a class for each kind of block, and weights beside it as safetensors.',
} as const;
const largestSeed = 2 ** 31;

/** The settings of an export, each with what it means in a line. */
export function ExportFields({ settings, sizes, refused, onChange }: ExportFieldsProps) {
  const { options, seed, keepDesign } = settings;
  const place = refused === null ? null : placeOf(refused, sizes);
  const set = (change: Partial<ExportOptions>) => onChange({ options: { ...options, ...change } });
  const setFree = (name: string, isFree: boolean) => {
    const others = options.dynamic.filter((other) => other !== name);
    set({ dynamic: isFree ? [...others, name] : others });
  };
  const ofSizes = place?.setting === 'sizes' ? refused : null;
  const onnxFields = () => (
    <>
      <fieldset className={styles.sizes}>
        <legend className={styles.heading}>{t('Sizes of the inputs')}</legend>
        <p className={styles.hint}>
          {t('A free size is a named dimension of the file, any number when it is run.')}
        </p>
        {[...sizes].map(([name, values]) => (
          <Row
            key={name}
            label={name}
            value={[...new Set(values)].map(integerText).join(', ')}
            control={
              <SegmentedControl
                label={t('Size {name}', { name })}
                segments={[
                  { value: 'fixed', label: t('Fixed') },
                  { value: 'free', label: t('Free') },
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
        label={t('Opset')}
        control={
          <Select
            label={t('Opset')}
            options={opsetChoices()}
            value={String(options.opset)}
            onChange={(opset) => set({ opset: Number(opset) })}
          />
        }
        hint={t('The version of ONNX’s operators. A program that runs the file must know it.')}
        fault={place?.setting === 'opset' ? refused : null}
      />
      <Row
        label={t('Precision')}
        control={
          <SegmentedControl
            label={t('Precision')}
            segments={precisions.map((value) => ({ value, label: t(precisionWords[value]) }))}
            value={options.precision}
            onChange={(precision) => set({ precision })}
          />
        }
        hint={t(precisionHints[options.precision])}
        fault={null}
      />
      <Row
        label={t('Norms')}
        control={
          <SegmentedControl
            label={t('Norms')}
            segments={[
              { value: 'kept', label: t('Kept') },
              { value: 'folded', label: t('Folded') },
            ]}
            value={options.foldNorms ? 'folded' : 'kept'}
            onChange={(choice) => set({ foldNorms: choice === 'folded' })}
          />
        }
        hint={t('Folded, a batch norm goes into the weights of the convolution or linear layer before it.')}
        fault={null}
      />
      <Row
        label={t('Design')}
        control={
          <SegmentedControl
            label={t('Design')}
            segments={[
              { value: 'kept', label: t('Kept') },
              { value: 'left-out', label: t('Left out') },
            ]}
            value={keepDesign ? 'kept' : 'left-out'}
            onChange={(choice) => onChange({ keepDesign: choice === 'kept' })}
          />
        }
        hint={t(
          'Kept, the file opens as this very design again, notes included. Left out, it says what it computes alone.',
        )}
        fault={null}
      />
    </>
  );
  return (
    <div className={styles.fields}>
      <Row
        label={t('Format')}
        control={
          <SegmentedControl
            label={t('Format')}
            segments={[
              { value: 'onnx', label: 'ONNX' },
              { value: 'pytorch', label: t('PyTorch') },
            ]}
            value={settings.format}
            onChange={(format) => onChange({ format })}
          />
        }
        hint={t(formatHints[settings.format])}
        fault={null}
      />
      {settings.format === 'onnx' && onnxFields()}
      {settings.format === 'pytorch' && (
        <Row
          label={t('timm')}
          control={
            <SegmentedControl
              label={t('timm')}
              segments={[
                { value: 'not', label: t('Left out') },
                { value: 'registered', label: t('Registered') },
              ]}
              value={settings.timm ? 'registered' : 'not'}
              onChange={(choice) => onChange({ timm: choice === 'registered' })}
            />
          }
          hint={t(
            'Registered, timm.create_model builds the network by its name; the code then imports timm.',
          )}
          fault={place?.setting === 'timm' ? refused : null}
        />
      )}
      <Row
        label={t('Seed')}
        control={
          <NumberField
            label={t('Seed')}
            value={seed}
            min={0}
            max={largestSeed}
            onChange={(value) => onChange({ seed: value })}
          />
        }
        hint={t('Weights are drawn from it: the same seed gives the same bytes on every machine.')}
        fault={null}
      />
      <p className={styles.hint}>
        {settings.format === 'onnx' && `${t('Constants are always folded.')} `}
        {t('These settings are remembered for this design.')}
      </p>
    </div>
  );
}
