import { mul } from '../../src-core/algebra/expression.ts';
import { bytesPerElement, type Facts } from '../../src-core/language/facts.ts';
import { bytesFigure, countText } from '../ui/figures.ts';
import { FormulaText } from './FormulaText.tsx';
import type { FormulaMode } from './formula-view.ts';
import type { ShownFormulas } from './formulas-for.ts';
import styles from './MemoryTotals.module.css';
import { type Bindings, shownCount } from './shown-count.ts';

interface MemoryTotalsProps {
  readonly shown: ShownFormulas;
  readonly facts: Facts | null;
  readonly bindings: Bindings;
  readonly mode: FormulaMode;
}

/** Bytes of what is stored beside the activations, and for a design the most that is needed at once. */
export function MemoryTotals({ shown, facts, bindings, mode }: MemoryTotalsProps) {
  const kinds = [
    { title: 'parameters', of: (all: Facts) => mul(bytesPerElement, all.params) },
    { title: 'buffers', of: (all: Facts) => mul(bytesPerElement, all.buffers) },
  ].filter(({ of }) => of(shown.facts) !== 0n);
  if (kinds.length === 0 && shown.peak === null) return null;
  const peak = bytesFigure(shown.peak);
  return (
    <section className={styles.totals} aria-label="Stored bytes">
      <h3 className={styles.title}>Stored, fp32</h3>
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
      {shown.peak !== null && (
        <p className={styles.row}>
          <span className={styles.name}>peak</span>
          <span className={styles.hint}>weights and the most live at once</span>
          <span className={styles.number} data-testid="peak-bytes">
            {peak.value} {peak.unit}
          </span>
        </p>
      )}
    </section>
  );
}
