import { Lock, LockOpen } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Expr } from '../../../src-core/algebra/expression.ts';
import { isInteger } from '../../../src-core/algebra/expression.ts';
import type {
  Derivation,
  DerivedQuantity,
  Grouping,
} from '../../../src-core/analysis/derivation/derivation.ts';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import type { Issue, Result } from '../../../src-core/errors.ts';
import { issue } from '../../../src-core/errors.ts';
import { sentence } from '../../locale/sentences.ts';
import type { PlainText } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { nameOf } from '../../store/navigation.ts';
import type { ShownFormulas } from '../../symbolic/formulas-for.ts';
import { usePins } from '../../symbolic/pins.ts';
import type { Bindings } from '../../symbolic/shown-count.ts';
import { isSize, shownCount } from '../../symbolic/shown-count.ts';
import { presentNumbers } from '../../symbolic/symbols.ts';
import { useFormulas } from '../../symbolic/use-formulas.ts';
import { classNames } from '../../ui/class-names.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import section from '../../ui/section.module.css';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useSliced } from '../../work/use-sliced.ts';
import { closedErrorText, closedFormText, Verdict } from '../Verdict.tsx';
import { AnyCountView } from './AnyCountView.tsx';
import type { AnyCount } from './any-count.ts';
import { anyCount, countedBy } from './any-count.ts';
import { DerivationLines } from './DerivationLines.tsx';
import styles from './DerivationView.module.css';
import { showDerivation, useDerivationView } from './derivation-view.ts';
import { deriveShown, groupingsOf, startingGrouping } from './derive-shown.ts';

const quantities = [
  { value: 'params', label: 'Params' },
  { value: 'macs', label: 'MACs' },
  { value: 'memory', label: 'Memory' },
] as const satisfies readonly { value: DerivedQuantity; label: PlainText }[];

const units: Readonly<Record<DerivedQuantity, PlainText>> = {
  params: 'parameters, trainable',
  macs: 'MACs, conv + linear',
  memory: 'bytes, activations, fp32, every tensor once',
};
const groupingWords: Readonly<Record<Grouping, PlainText>> = {
  group: 'by group',
  item: 'by item',
  stage: 'by stage',
};
const letters: Readonly<Record<DerivedQuantity, string>> = { params: 'P', macs: 'M', memory: 'A' };

const integerOf = (value: Expr | null | undefined): bigint | null =>
  value != null && isInteger(value) ? value : null;

const reasonOf = (issues: readonly Issue[]): string => sentence(issues[0] ?? issue('formula/none'));

/** What is worked out after the frame: the lines, or those with the number of groups as a symbol. */
type Work =
  | { readonly kind: 'lines'; readonly result: Result<Derivation> }
  | { readonly kind: 'any'; readonly result: Result<AnyCount> };

interface LinesProps {
  readonly path: string;
  readonly shown: ShownFormulas;
  readonly of: DerivedQuantity;
  readonly by: Grouping;
  readonly isAny: boolean;
  readonly isStale: boolean;
}

/** The lines of what is shown, once they are worked out. */
function Lines({ path, shown, of, by, isAny, isStale }: LinesProps) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const pinnedSizes = usePins((state) => state.sizes);
  const item = path === '' ? null : itemAt(analysis, path);
  const bindings = useMemo((): Bindings => {
    const { sources } = shown;
    const numbers = presentNumbers(sources, { design, analysis, path });
    const pinned = new Map([...numbers].filter(([name]) => isSize(sources, name) && pinnedSizes.has(name)));
    return { sources, numbers, pinned };
  }, [shown, design, analysis, path, pinnedSizes]);
  const now = item?.expansion ?? null;
  const make = useCallback(
    function* (): Generator<Work | undefined, Work> {
      const { expansion } = shown;
      yield;
      if (isAny && of !== 'memory' && expansion !== null && now !== null)
        return { kind: 'any', result: anyCount(of, path, expansion, now, bindings.numbers) };
      return { kind: 'lines', result: deriveShown(path, shown, bindings, { of, by }) };
    },
    [path, shown, bindings, of, by, isAny, now],
  );
  const { state, isLate } = useSliced(make);
  const facts = path === '' ? analysis.totals : (item?.facts ?? null);
  const exact = integerOf(facts === null ? null : of === 'memory' ? facts.activationBytes : facts[of]);
  if (state === null) return <p className={styles.none}>{t('Working out the derivation …')}</p>;
  if (!state.result.ok) return <p className={styles.none}>{reasonOf(state.result.issues)}</p>;
  return (
    <div
      className={classNames(section.late, styles.lines)}
      data-stale={isLate || isStale || undefined}
      aria-busy={isLate}
    >
      {state.kind === 'any' ? (
        <AnyCountView
          shown={state.result.value as AnyCount}
          path={path}
          letter={letters[of]}
          unit={t(units[of])}
          exact={exact}
          definition={shown.expansion?.definition.id ?? ''}
        />
      ) : (
        <Counted
          derivation={state.result.value as Derivation}
          path={path}
          bindings={bindings}
          unit={t(units[of])}
        />
      )}
    </div>
  );
}

interface CountedProps {
  readonly derivation: Derivation;
  readonly path: string;
  readonly bindings: Bindings;
  readonly unit: string;
}

/** The lines, with what the closed form rests on under the line that drops the floors. */
function Counted({ derivation, path, bindings, unit }: CountedProps) {
  const count = shownCount(derivation.exact, bindings);
  const closed = closedFormText(count);
  const after = {
    close: (
      <div className={styles.note}>
        <Verdict count={count} numbers={bindings.numbers} />
        {closed !== null && (
          <p className={styles.quiet}>
            {t('now {value}, {error}', { value: closed, error: closedErrorText(count) ?? '' })}
          </p>
        )}
      </div>
    ),
    total: <p className={styles.unit}>{unit}</p>,
  };
  return <DerivationLines derivation={derivation} path={path} after={after} />;
}

/** How a count follows from the definitions, line by line, of an item or (for the empty path) of the design. */
export function DerivationView({ path: selected }: { readonly path: string }) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const pins = usePins();
  const { of, by: chosen, anyCount: wantsAny, held } = useDerivationView();
  const isThere = held !== null && (held === '' || itemAt(analysis, held) !== null);
  const path = isThere ? held : selected;
  const { result, isStale } = useFormulas({ design, analysis, path, pins });
  const expansion = result?.ok ? result.value.expansion : null;
  const groupings = groupingsOf(path, expansion);
  const starting = startingGrouping(path, expansion);
  const by = chosen !== null && groupings.includes(chosen) ? chosen : starting;
  const counted = useMemo(() => (expansion === null ? null : countedBy(expansion)), [expansion]);
  const isAny = wantsAny && counted !== null && of !== 'memory';
  const name = path === '' ? t('the design') : nameOf(path);
  const HoldIcon = isThere ? Lock : LockOpen;
  return (
    <div className={section.body} data-testid="derivation" data-of={path}>
      <div className={styles.controls}>
        <SegmentedControl
          label={t('What is derived')}
          segments={quantities.map(({ value, label }) => ({ value, label: t(label) }))}
          value={of}
          onChange={(next) => showDerivation({ of: next })}
        />
        {counted !== null && of !== 'memory' && (
          <ToggleButton
            isSelected={isAny}
            onChange={(anyCount) => showDerivation({ anyCount })}
            className={styles.toggle as string}
          >
            {t('any {count}', { count: counted })}
          </ToggleButton>
        )}
        <Tooltip
          text={
            isThere
              ? t('Follow the selection again')
              : t('Stay with {name} while other items are selected', { name })
          }
        >
          <ToggleButton
            isSelected={isThere}
            onChange={(holds) => showDerivation({ held: holds ? path : null })}
            aria-label={t('Stay with {name}', { name })}
            className={styles.toggle as string}
          >
            <HoldIcon size={13} aria-hidden />
          </ToggleButton>
        </Tooltip>
      </div>
      {!isAny && groupings.length > 1 && (
        <div className={styles.controls}>
          <SegmentedControl
            label={t('First lines by')}
            segments={groupings.map((value) => ({ value, label: t(groupingWords[value]) }))}
            value={by}
            onChange={(next) => showDerivation({ by: next })}
          />
        </div>
      )}
      {isThere && (
        <p className={styles.quiet}>
          {t('stays with {name}', { name: path === '' ? t('the design') : path })}
        </p>
      )}
      {result === null ? (
        <p className={styles.none}>{t('Working out the formula …')}</p>
      ) : result.ok ? (
        <Lines key={path} path={path} shown={result.value} of={of} by={by} isAny={isAny} isStale={isStale} />
      ) : (
        <p className={styles.none}>{reasonOf(result.issues)}</p>
      )}
    </div>
  );
}
