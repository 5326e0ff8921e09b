import type { Expr } from '../../src-core/algebra/expression.ts';
import type { WeightPart } from '../../src-core/language/definition.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import type { Bindings, FormulaMode } from '../symbolic/shown-count.ts';
import { shownCount } from '../symbolic/shown-count.ts';
import { FormulaText } from '../ui/FormulaText.tsx';
import { countText } from '../ui/figures.ts';
import styles from './PartsTable.module.css';

const titles: Readonly<Record<WeightPart, PlainText>> = {
  conv: 'convolution',
  norm: 'norm',
  bias: 'bias',
  linear: 'linear',
  tensor: 'learned tensor',
};

interface Part {
  readonly id: string;
  readonly title: string;
  readonly count: Expr;
  readonly value: Expr | null;
  /** False where it does not belong to the sum above. */
  readonly isPart: boolean;
}

/** Headings of the parameters, and the buffers that are not among them. */
export function parameterParts(facts: Facts, now: Facts | null): readonly Part[] {
  const parts = (Object.keys(titles) as WeightPart[])
    .filter((part) => facts.parts[part] !== 0n)
    .map((part) => ({
      id: part,
      title: t(titles[part]),
      count: facts.parts[part],
      value: now?.parts[part] ?? null,
      isPart: true,
    }));
  const buffers = {
    id: 'buffers',
    title: t('buffers'),
    count: facts.buffers,
    value: now?.buffers ?? null,
    isPart: false,
  };
  return facts.buffers === 0n ? parts : [...parts, buffers];
}

interface PartsTableProps {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly bindings: Bindings;
  readonly mode: FormulaMode;
}

/** What a count is made of; each part with its own formula and exact number. */
export function PartsTable({ label, parts, bindings, mode }: PartsTableProps) {
  return (
    <dl aria-label={label} className={styles.parts}>
      {parts.map(({ id, title, count, value, isPart }) => {
        const { formula } = shownCount(count, bindings);
        return (
          <div key={id} className={styles.part} data-aside={!isPart || undefined}>
            <dt>{title}</dt>
            <dd>
              <FormulaText
                value={mode === 'exact' ? formula.exact : formula.form}
                className={styles.formula}
              />
            </dd>
            <dd className={styles.number} data-testid={`part-${id}`}>
              {countText(value)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
