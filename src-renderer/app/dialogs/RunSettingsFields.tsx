import type { OptimizationLevel } from '../../../src-core/contract.ts';
import { optimizationLevels } from '../../../src-core/contract.ts';
import type { Precision } from '../../../src-core/lower/onnx-options.ts';
import { precisions } from '../../../src-core/lower/onnx-options.ts';
import type { PlainText } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import { setRunSettings, useDevices } from '../../store/devices.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './DevicesDialog.module.css';

const levelTitles: Readonly<Record<OptimizationLevel, PlainText>> = {
  disabled: 'none: as it is drawn',
  basic: 'basic: constants and norms folded',
  extended: 'extended: activations fused',
  layout: 'layout: other layouts of channels',
  all: 'all',
};

/** How runs, profiles and comparisons are made; batch and size of the image are fields of the Input. */
export function RunSettingsFields() {
  const settings = useDevices((state) => state.settings);
  const cores = useDevices((state) => state.hello?.threads ?? null);
  return (
    <div className={styles.settings}>
      <span>{t('Precision')}</span>
      <SegmentedControl<Precision>
        label={t('Precision')}
        value={settings.precision ?? 'fp32'}
        segments={precisions.map((value) => ({ value, label: value }))}
        onChange={(precision) => setRunSettings({ precision })}
      />
      <span>{t('Optimizations')}</span>
      <Select<OptimizationLevel>
        label={t('Optimizations')}
        value={settings.level ?? 'all'}
        options={optimizationLevels.map((value) => ({ value, label: t(levelTitles[value]) }))}
        onChange={(level) => setRunSettings({ level })}
        className={styles.level as string}
      />
      <span>{t('Threads on the CPU')}</span>
      <NumberField
        label={t('Threads on the CPU')}
        value={settings.threads ?? cores}
        min={1}
        max={1024}
        onChange={(threads) => setRunSettings({ threads })}
        className={styles.threads as string}
      />
      <p className={styles.note}>{t('Batch and size of the image are fields of the Input.')}</p>
    </div>
  );
}
