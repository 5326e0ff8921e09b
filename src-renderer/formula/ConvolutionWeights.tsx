import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import { C } from '../../src-core/language/shape.ts';
import type { Trial } from '../../src-core/published/trial.ts';
import { t } from '../locale/translate.ts';
import type { ShownFormulas } from '../symbolic/formulas-for.ts';
import type { Bindings, FormulaMode, ShownCount } from '../symbolic/shown-count.ts';
import { shownCount } from '../symbolic/shown-count.ts';
import { groupProducts, powerSum } from '../symbolic/weight-products.ts';
import { FormulaText } from '../ui/FormulaText.tsx';
import { countText } from '../ui/figures.ts';
import section from '../ui/section.module.css';
import { ChannelTable } from './ChannelTable.tsx';
import { Comparisons } from './Comparisons.tsx';
import styles from './ConvolutionWeights.module.css';
import { Hero, ModeSwitch } from './CountPanel.tsx';
import { PowerSum } from './PowerSum.tsx';
import { casesOf } from './trial/cases-of.ts';
import { trialsOfComparisons } from './trial/compared.ts';
import { rulesOf } from './trial/present-trial.ts';
import { useTrials } from './trial/use-trials.ts';
import { closedErrorText, closedFormText, Verdict } from './Verdict.tsx';

interface ConvolutionWeightsProps {
  readonly path: string;
  readonly shown: ShownFormulas & { readonly expansion: Expansion };
  /** The item as it is now; null where it is unknown. */
  readonly now: { readonly facts: Facts; readonly expansion: Expansion } | null;
  readonly bindings: Bindings;
  readonly mode: FormulaMode;
}

/** How the block rounds, as `carry = floor`: rules that the exact count rests on and that trials leave open. */
function rulesText(trials: readonly Trial[], expansion: Expansion): string | null {
  const rules = trials.flatMap((held) => rulesOf(held.case, expansion));
  return rules.length === 0 ? null : [...new Set(rules)].join(', ');
}

/** Structural numbers under which the closed form was found, such as `s = 5`. */
function structureText({ definition, values }: Expansion): string {
  const fixed = Object.entries(definition.fields).filter(([, field]) => field.kind === 'structural');
  return fixed.map(([name]) => `${name} = ${String(values[name])}`).join(', ');
}

function groupSum(expansion: Expansion) {
  const { definition, values } = expansion;
  const groups = definition.kind === 'block' ? (definition.groups?.(values) ?? []) : [];
  const products = groupProducts(expansion, groups);
  return products === null ? null : powerSum(products);
}

/** The other parameters, so that the convolution weights lead to the whole: `+ 244 norm = 35,290`. */
function restText(facts: Facts): string | null {
  const { norm, bias, linear } = facts.parts;
  const rest = [
    ['norm', norm],
    ['bias', bias],
    ['linear', linear],
  ].filter(([, count]) => count !== 0n) as ['norm' | 'bias' | 'linear', Expr][];
  if (rest.length === 0) return null;
  return `${rest.map(([name, count]) => `+ ${countText(count)} ${t(name)}`).join(' ')} = `;
}

function ClosedForm({
  count,
  numbers,
}: {
  readonly count: ShownCount;
  readonly numbers: Bindings['numbers'];
}) {
  const text = closedFormText(count);
  const error = closedErrorText(count);
  return (
    <>
      <p className={styles.closed}>
        <FormulaText letter="P" symbols={count.symbols} value={count.formula.form} className={styles.form} />
        {text !== null && (
          <span className={styles.value} data-testid="closed-form-value">
            {text.startsWith('≈') ? text : `= ${text}`}
          </span>
        )}
        {error !== null && (
          <span className={styles.error} data-testid="closed-form-error">
            {error}
          </span>
        )}
      </p>
      <Verdict count={count} numbers={numbers} />
    </>
  );
}

/**
 * The convolution weights of a block that is held against others: as a sum over its groups, in closed form, in numbers, and
 * beside other ways to spend the same channels.
 */
export function ConvolutionWeights({ path, shown, now, bindings, mode }: ConvolutionWeightsProps) {
  const { expansion, facts } = shown;
  const { numbers } = bindings;
  const count = shownCount(facts.parts.conv, bindings);
  const sum = groupSum(expansion);
  const value = now === null ? count.value : now.facts.parts.conv;
  const exact = value !== null && isInteger(value) ? value : null;
  const rest = now === null ? null : restText(now.facts);
  const channels = now?.expansion.inputs[0]?.[C] ?? null;
  const hasFloors = count.formula.condition.length > 0;
  const cases = casesOf(expansion.definition.id);
  const known = useTrials(cases);
  const trials = cases.flatMap(({ name }) => known.get(name) ?? []);
  const present = now?.expansion ?? expansion;
  const rules = rulesText(trials, present);
  const showsSum = mode === 'exact' && sum !== null;
  return (
    <>
      <div className={styles.top}>
        <h3 className={section.title}>{t('Convolution weights')}</h3>
        {(hasFloors || sum !== null) && <ModeSwitch mode={mode} />}
      </div>
      {showsSum ? (
        <PowerSum sum={sum} path={path} expansion={expansion} numbers={numbers} />
      ) : mode === 'exact' ? (
        <FormulaText letter="P" symbols={count.symbols} value={count.formula.exact} className={styles.form} />
      ) : (
        <ClosedForm count={count} numbers={numbers} />
      )}
      <Hero
        value={exact}
        unit={t('weights')}
        after={
          <>
            {rules !== null && <span className={styles.rest}>{rules}</span>}
            {rest !== null && (
              <span className={styles.rest}>
                {rest}
                <span className={styles.total}>{countText(now?.facts.params)}</span>
              </span>
            )}
          </>
        }
      />
      {mode === 'exact' && (hasFloors || sum !== null) && (
        <section className={styles.section} aria-label={t('Closed form')}>
          <h3 className={section.title}>
            {t('Closed form, {structure}', { structure: structureText(expansion) })}
          </h3>
          <ClosedForm count={count} numbers={numbers} />
        </section>
      )}
      <div className={styles.section}>
        <Comparisons
          title={expansion.definition.title}
          weights={facts.parts.conv}
          comparisons={shown.comparisons}
          channels={channels !== null && isInteger(channels) ? channels : null}
          numbers={numbers}
          trials={trialsOfComparisons(trials, present)}
        />
      </div>
      {now !== null && (
        <div className={styles.section}>
          <ChannelTable path={path} expansion={now.expansion} />
        </div>
      )}
    </>
  );
}
