import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import styles from './ProgressBar.module.css';

/** A thin bar; `value` is a fraction from 0 to 1, null where the end is not known. */
export function ProgressBar({ label, value }: { readonly label: string; readonly value: number | null }) {
  return (
    <AriaProgressBar
      aria-label={label}
      value={value ?? 0}
      maxValue={1}
      isIndeterminate={value === null}
      className={styles.track as string}
    >
      <div
        className={value === null ? styles.unknown : styles.fill}
        style={value === null ? undefined : { width: `${Math.min(1, Math.max(0, value)) * 100}%` }}
      />
    </AriaProgressBar>
  );
}
