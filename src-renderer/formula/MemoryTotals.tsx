import type { Expr } from '../../src-core/algebra/expression.ts';
import { add, mul } from '../../src-core/algebra/expression.ts';
import type { Intensity } from '../../src-core/analysis/intensity.ts';
import { intensityText, trafficRule } from '../../src-core/analysis/intensity.ts';
import { allocationRule } from '../../src-core/analysis/peak-memory.ts';
import type { UnitBase } from '../../src-core/format.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import { bytesPerElement } from '../../src-core/language/facts.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { usePeak } from '../store/peak.ts';
import { useView } from '../store/view.ts';
import type { ShownFormulas } from '../symbolic/formulas-for.ts';
import type { Bindings, FormulaMode } from '../symbolic/shown-count.ts';
import { shownCount } from '../symbolic/shown-count.ts';
import { FormulaText } from '../ui/FormulaText.tsx';
import { bytesFigure, countText } from '../ui/figures.ts';
import styles from './MemoryTotals.module.css';

interface MemoryTotalsProps {
  /** The item; empty for the design, which alone has a peak. */
  readonly path: string;
  readonly shown: ShownFormulas;
  readonly facts: Facts | null;
  readonly bindings: Bindings;
  readonly mode: FormulaMode;
}

/** Bytes of what is stored beside the activations, and for a design the most that is needed at once. */
export function MemoryTotals({ path, shown, facts, bindings, mode }: MemoryTotalsProps) {
  const kinds = [
    { title: t('parameters'), of: (all: Facts) => mul(bytesPerElement, all.params) },
    { title: t('buffers'), of: (all: Facts) => mul(bytesPerElement, all.buffers) },
  ].filter(({ of }) => of(shown.facts) !== 0n);
  const base = useView((state) => state.unitBase);
  const { bytes } = usePeak();
  const most = path === '' ? bytes : null;
  if (kinds.length === 0 && most === null) return null;
  const peak = bytesFigure(most, base);
  const weights = facts === null ? null : kinds.map(({ of }) => of(facts));
  return (
    <section className={styles.totals} aria-label={t('Stored bytes')}>
      <h3 className={styles.title}>{t('Stored, fp32')}</h3>
      {kinds.map(({ title, of }) => {
        const { formula } = shownCount(of(shown.facts), bindings);
        return (
          <p key={title} className={styles.row}>
            <span className={styles.name}>{title}</span>
            <FormulaText value={mode === 'exact' ? formula.exact : formula.form} className={styles.formula} />
            <span className={styles.number}>{facts === null ? '—' : countText(of(facts))} B</span>
          </p>
        );
      })}
      {kinds.length > 1 && (
        <p className={styles.row}>
          <span className={styles.name}>{t('weights')}</span>
          <span className={styles.hint}>{t('both, as a file stores them')}</span>
          <span className={styles.number}>{sizeText(weights, base)}</span>
        </p>
      )}
      {most !== null && (
        <p className={styles.row}>
          <span className={styles.name}>{t('peak')}</span>
          <span />
          <span className={styles.number} data-testid="peak-bytes">
            {peak.value} {peak.unit}
          </span>
        </p>
      )}
      {most !== null && <p className={styles.hint}>{tCore(allocationRule)}</p>}
    </section>
  );
}

function sizeText(parts: readonly Expr[] | null, base: UnitBase): string {
  const { value, unit } = bytesFigure(parts === null ? null : add(...parts), base);
  return `${value} ${unit}`;
}

/** MACs for each byte that is moved, and what is taken to be moved. */
export function IntensityTotals({ intensity }: { readonly intensity: Intensity | null }) {
  const moved = bytesFigure(
    intensity?.bytes,
    useView((state) => state.unitBase),
  );
  return (
    <section className={styles.totals} aria-label={t('Arithmetic intensity')}>
      <h3 className={styles.title}>{t('Arithmetic intensity')}</h3>
      <p className={styles.row}>
        <span className={styles.name}>{t('intensity')}</span>
        <span className={styles.hint}>
          {t('{macs} MACs over {value} {unit}', {
            macs: countText(intensity?.macs),
            value: moved.value,
            unit: moved.unit,
          })}
        </span>
        <span className={styles.number} data-testid="intensity">
          {intensity === null ? '—' : intensityText(intensity)}
        </span>
      </p>
      <p className={styles.hint}>{tCore(trafficRule)}</p>
    </section>
  );
}
