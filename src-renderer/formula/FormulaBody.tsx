import { memo, useMemo } from 'react';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import { designIntensity, intensityOf } from '../../src-core/analysis/intensity.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { weightsOwnerOf } from '../../src-core/analysis/weights-owner.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { useDocument } from '../store/document.ts';
import { useView } from '../store/view.ts';
import type { Counted, CountTab } from '../symbolic/count-notation.ts';
import { notationOf, symbolicConvention } from '../symbolic/count-notation.ts';
import type { ShownFormulas } from '../symbolic/formulas-for.ts';
import { usePins } from '../symbolic/pins.ts';
import { rowTable } from '../symbolic/row-table.ts';
import type { Bindings, FormulaMode } from '../symbolic/shown-count.ts';
import { formulaOnce, isSize, shownCount } from '../symbolic/shown-count.ts';
import { presentNumbers } from '../symbolic/symbols.ts';
import { bytesFigure } from '../ui/figures.ts';
import section from '../ui/section.module.css';
import { ConvolutionWeights } from './ConvolutionWeights.tsx';
import { CountPanel } from './CountPanel.tsx';
import { CopyFormula } from './copy/CopyButtons.tsx';
import styles from './FormulaBody.module.css';
import { HeldNotes, SizePins } from './FormulaNotes.tsx';
import { useFormulaView } from './formula-view.ts';
import { IntensityTotals, MemoryTotals } from './MemoryTotals.tsx';
import { PartsTable, parameterParts } from './PartsTable.tsx';
import { RowList } from './RowList.tsx';

const integerOf = (value: Expr | null | undefined): bigint | null =>
  value != null && isInteger(value) ? value : null;

interface PartsSectionProps {
  readonly title: string;
  readonly shown: ShownFormulas;
  readonly facts: Facts | null;
  readonly bindings: Bindings;
  readonly mode: FormulaMode;
}

function PartsSection({ title, shown, facts, bindings, mode }: PartsSectionProps) {
  const parts = parameterParts(shown.facts, facts);
  if (parts.length === 0) return null;
  return (
    <section className={section.part} aria-label={title}>
      <h3 className={section.title}>{title}</h3>
      <PartsTable label={t('Parts')} parts={parts} bindings={bindings} mode={mode} />
    </section>
  );
}

function MemorySize({ bytes }: { readonly bytes: bigint }) {
  const { value, unit } = bytesFigure(
    bytes,
    useView((state) => state.unitBase),
  );
  return (
    <span className={styles.size}>
      {value} {unit}
    </span>
  );
}

const expansionOf = (item: Item | null) =>
  item !== null && item.expansion !== null && item.facts !== null
    ? { facts: item.facts, expansion: item.expansion }
    : null;

/** What the count of a tab is called in a program. */
const pythonNames: Readonly<Record<CountTab, string>> = {
  params: 'params',
  macs: 'macs',
  memory: 'activation_bytes',
};

const convolutionWeights = {
  of: ({ facts }: Counted) => facts.parts.conv,
  unit: 'weights',
  convention: 'convolutions',
};

interface FormulaBodyProps {
  readonly tab: CountTab;
  readonly path: string;
  readonly shown: ShownFormulas;
}

/** One tab: the formula of a count at the numbers of this moment. Numbers follow at once, also where the formula is late. */
export const FormulaBody = memo(function FormulaBody({ tab, path, shown }: FormulaBodyProps) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const chosen = useConvention();
  const pinnedSizes = usePins((state) => state.sizes);
  const chosenMode = useFormulaView((state) => state.mode);
  const { sources } = shown;
  const bindings = useMemo((): Bindings => {
    const numbers = presentNumbers(sources, { design, analysis, path });
    const pinned = new Map([...numbers].filter(([name]) => isSize(sources, name) && pinnedSizes.has(name)));
    return { sources, numbers, pinned };
  }, [sources, design, analysis, path, pinnedSizes]);
  const shared = useMemo(
    () => new Set([...sources.keys()].filter((name) => isSize(sources, name))),
    [sources],
  );
  const known = useMemo(() => {
    const { expansion: own, rows } = shown;
    const expansions = own === null ? rows.map((row) => row.expansion) : [own];
    const convention = tab === 'macs' ? symbolicConvention(chosen, expansions) : chosen;
    const notation = notationOf(tab, convention);
    return { convention, notation, symbolic: notation.of({ facts: shown.facts, expansions }) };
  }, [shown, tab, chosen]);
  const item = path === '' ? null : itemAt(analysis, path);
  const facts: Facts | null = path === '' ? analysis.totals : (item?.facts ?? null);
  const mode = chosenMode ?? 'closed';
  const title = path === '' ? design.title : path;
  const { expansion } = shown;

  if (tab === 'params' && shown.comparisons.length > 0 && expansion !== null) {
    const ownMode = chosenMode ?? 'exact';
    const weights = formulaOnce(shown.facts.parts.conv);
    return (
      <>
        <ConvolutionWeights
          path={path}
          shown={{ ...shown, expansion }}
          now={expansionOf(item)}
          bindings={bindings}
          mode={ownMode}
        />
        <PartsSection
          title={t('All parameters')}
          shown={shown}
          facts={facts}
          bindings={bindings}
          mode={mode}
        />
        <HeldNotes shown={shown} />
        <CopyFormula
          copied={{
            formula: weights,
            mode: ownMode,
            letter: 'P',
            name: 'weights',
            symbols: shownCount(shown.facts.parts.conv, bindings).symbols,
            summary: `${title}: convolution weights`,
          }}
          table={(format) =>
            rowTable(
              { rows: shown.rows, notation: convolutionWeights, analysis, bindings, mode: ownMode },
              format,
            )
          }
        />
      </>
    );
  }
  const { notation, symbolic } = known;
  const count = shownCount(symbolic, bindings);
  const now = path === '' ? [...analysis.items.values()].map((each) => each.expansion) : [item?.expansion];
  const expansions = now.flatMap((each) => each ?? []);
  const intensity =
    path === '' ? designIntensity(analysis) : item?.expansion == null ? null : intensityOf(item.expansion);
  const isKnown = facts !== null && expansions.length === now.length;
  const value = isKnown ? integerOf(notation.of({ facts, expansions })) : count.value;
  return (
    <>
      <CountPanel
        letter={notation.letter}
        count={count}
        numbers={bindings.numbers}
        value={value}
        unit={tCore(notation.unit)}
        convention={tCore(notation.convention)}
        mode={mode}
        shared={shared}
        weightsOwner={tab === 'params' ? weightsOwnerOf(analysis, path) : null}
        after={tab === 'memory' && value !== null && <MemorySize bytes={value} />}
      />
      {tab === 'macs' && known.convention !== chosen && (
        <p className={styles.note}>
          {t('In {unit}, {convention}: the rule of {title} needs numbers here.', {
            unit: tCore(notation.unit),
            convention: tCore(notation.convention),
            title: chosen.title,
          })}
        </p>
      )}
      <SizePins
        label={t(path === '' ? 'Input' : 'Own input')}
        sizes={count.sizes}
        numbers={bindings.numbers}
      />
      <HeldNotes shown={shown} />
      <RowList
        rows={shown.rows}
        of={notation.of}
        analysis={analysis}
        bindings={bindings}
        mode={mode}
        shared={shared}
      />
      <CopyFormula
        copied={{
          formula: count.formula,
          mode,
          letter: notation.letter,
          name: pythonNames[tab],
          symbols: count.symbols,
          summary: `${title}: ${notation.unit}, ${notation.convention}`,
        }}
        table={
          shown.rows.length < 2
            ? undefined
            : (format) => rowTable({ rows: shown.rows, notation, analysis, bindings, mode }, format)
        }
      />
      {tab === 'params' && (
        <PartsSection title={t('Parts')} shown={shown} facts={facts} bindings={bindings} mode={mode} />
      )}
      {tab === 'memory' && (
        <>
          <MemoryTotals path={path} shown={shown} facts={facts} bindings={bindings} mode={mode} />
          <IntensityTotals intensity={intensity} />
        </>
      )}
    </>
  );
});
