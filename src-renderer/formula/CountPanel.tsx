import type { ReactNode } from 'react';
import { memo } from 'react';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import type { FormulaMode, ShownCount } from '../symbolic/shown-count.ts';
import { FormulaText } from '../ui/FormulaText.tsx';
import { countText } from '../ui/figures.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import section from '../ui/section.module.css';
import styles from './CountPanel.module.css';
import { CopyNumber } from './copy/CopyButtons.tsx';
import { showMode } from './formula-view.ts';
import { closedErrorText, closedFormText, Verdict } from './Verdict.tsx';

/** Chooses between the closed form, which may rest on a condition, and the exact one with floors. */
export const ModeSwitch = memo(function ModeSwitch({ mode }: { readonly mode: FormulaMode }) {
  return (
    <SegmentedControl
      label={t('Form of the formula')}
      segments={[
        { value: 'closed', label: t('closed') },
        { value: 'exact', label: t('exact') },
      ]}
      value={mode}
      onChange={showMode}
    />
  );
});

interface HeroProps {
  readonly value: bigint | null;
  readonly unit: string;
  readonly convention?: string;
  readonly after?: ReactNode;
}

/** The exact integer: the number that always wins. */
export function Hero({ value, unit, convention, after }: HeroProps) {
  const text = countText(value);
  return (
    <div className={styles.hero}>
      <p className={styles.words}>
        <span className={styles.number} data-testid="formula-value">
          {text}
        </span>
        <span className={styles.unit}>{unit}</span>
        {convention !== undefined && <span className={styles.convention}>{convention}</span>}
        {after}
      </p>
      <CopyNumber value={value} />
    </div>
  );
}

interface CountPanelProps {
  readonly letter: string;
  readonly count: ShownCount;
  readonly numbers: ReadonlyMap<string, Expr>;
  /** The exact integer of the analysis; null where it is unknown. */
  readonly value: bigint | null;
  readonly unit: string;
  readonly convention: string;
  readonly mode: FormulaMode;
  readonly shared: ReadonlySet<string>;
  readonly after?: ReactNode;
  /** Path of the item whose weights these are, where it runs with those of another. */
  readonly weightsOwner?: string | null;
}

/** One count: its formula with condition, and the exact number now. */
export function CountPanel(props: CountPanelProps) {
  const { count, mode, value } = props;
  const { formula } = count;
  const hasFloors = formula.condition.length > 0;
  const closed = closedFormText(count);
  return (
    <>
      {hasFloors && (
        <div className={styles.top}>
          <h3 className={section.title}>
            {t(mode === 'closed' ? 'Closed form' : 'Exact form, with floors')}
          </h3>
          <ModeSwitch mode={mode} />
        </div>
      )}
      <FormulaText
        letter={props.letter}
        symbols={count.symbols}
        value={mode === 'exact' ? formula.exact : formula.form}
        shared={props.shared}
        className={styles.formula}
      />
      <Verdict count={count} numbers={props.numbers} />
      <Hero value={value} unit={props.unit} convention={props.convention} after={props.after} />
      {closed !== null && (
        <p className={styles.aside} data-testid="closed-form-value">
          {tNodes('the closed form gives {value}, {error}', {
            value: <span className={styles.other}>{closed}</span>,
            error: closedErrorText(count),
          })}
        </p>
      )}
      {value !== null && count.value !== null && count.value !== value && (
        <p className={styles.aside}>
          {tNodes(
            props.weightsOwner == null
              ? 'The formula gives {value}: at these sizes an operator changes nothing and is left out.'
              : 'The formula gives {value}, which are counted with {owner}: it runs with the weights of that.',
            {
              value: <span className={styles.other}>{countText(count.value)}</span>,
              owner: props.weightsOwner,
            },
          )}
        </p>
      )}
    </>
  );
}
