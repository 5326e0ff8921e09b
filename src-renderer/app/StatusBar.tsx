import { CircleAlert, CircleCheck, LoaderCircle, PlugZap, TriangleAlert } from 'lucide-react';
import { costUnder, expansionCost } from '../../src-core/analysis/conventions/cost.ts';
import { inputsOf } from '../../src-core/analysis/design-inputs.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { problemsOf } from '../../src-core/errors.ts';
import { shapeText } from '../../src-core/language/shape.ts';
import { tCore } from '../locale/core-text.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import type { ConnectionState } from '../rpc/services.ts';
import { useConnection } from '../rpc/services.ts';
import { useConvention } from '../store/convention.ts';
import { useDocument } from '../store/document.ts';
import { useNavigation } from '../store/navigation.ts';
import { usePeak } from '../store/peak.ts';
import { showBottom, useView } from '../store/view.ts';
import { classNames } from '../ui/class-names.ts';
import { bytesFigure, countText, exactCost, shareText } from '../ui/figures.ts';
import { Numeric } from '../ui/Numeric.tsx';
import { KeepingState } from './KeepingState.tsx';
import { PredictedTime } from './PredictedTime.tsx';
import styles from './StatusBar.module.css';

/** The totals of what is on the canvas, and how the design and the services are. */
export function StatusBar() {
  const title = useDocument((state) => state.design.title);
  const level = useNavigation((state) => state.level);
  // Until all is known again, the totals before the edit stay in sight, marked as such.
  const analysis = useDocument((state) => state.lastWhole ?? state.analysis);
  const isLate = useDocument((state) => state.analysis.pending > 0);
  const item = level === '' ? null : itemAt(analysis, level);
  const facts = level === '' ? analysis.totals : (item?.facts ?? null);
  const { totals } = analysis;
  const inputs = useDocument((state) => inputText(state.analysis));
  const convention = useConvention();
  const total = costUnder(analysis, convention);
  const shown = level === '' ? total : expansionCost(item?.expansion, convention);
  const peak = usePeak();
  const cost = exactCost(shown);
  const isInside = level !== '';
  const share = (part: unknown, whole: unknown) =>
    isInside && typeof part === 'bigint' && typeof whole === 'bigint' && whole > 0n
      ? shareText(Number(part) / Number(whole))
      : null;
  const paramsShare = share(facts?.params, totals?.params);
  const base = useView((state) => state.unitBase);
  const activations = bytesFigure(facts?.activationBytes, base);
  const most = bytesFigure(peak.bytes, base);
  return (
    <footer data-part="status">
      <div role="status" aria-label={t('Totals')} className={styles.bar}>
        <span className={classNames(styles.title, isInside && styles.path)}>{isInside ? level : title}</span>
        <span
          aria-busy={isLate}
          title={isLate ? t(lateHint) : undefined}
          className={isLate ? styles.late : styles.counts}
        >
          <Total
            id="Params"
            name={t('Params')}
            value={countText(facts?.params)}
            share={paramsShare === null ? null : t('{share} of design', { share: paramsShare })}
          />
          <Total
            name={cost.unit}
            value={cost.value}
            share={share(shown.value, total.value)}
            note={tCore(shown.label)}
            hint={
              shown.error === undefined
                ? tCore(shown.convention)
                : t('{convention}. The tool stops with {error}', {
                    convention: tCore(shown.convention),
                    error: shown.error,
                  })
            }
          />
          <Total id="Activations" name={t('Activations')} value={activations.value} unit={activations.unit} />
        </span>
        <PredictedTime />
        <span className={peak.isStale ? styles.stale : undefined}>
          <Total id="Peak memory" name={t('Peak memory')} value={most.value} unit={most.unit} />
        </span>
        {inputs !== null && <span className={styles.input}>{inputs} · fp32</span>}
        <span className={styles.space} />
        <KeepingState />
        <Connection />
        <Issues />
      </div>
    </footer>
  );
}

/** What is said of totals while those of the present design are worked out. */
const lateHint = 'Being worked out. What stands here meanwhile is of the design before the last edits.';

interface TotalProps {
  /** What it is of, whatever the window's language; its name where that is a unit. */
  readonly id?: string;
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly share?: string | null;
  readonly note?: string | null;
  readonly hint?: string;
}

function Total({ name, id = name, value, unit, share, note, hint }: TotalProps) {
  return (
    <span data-total={id} title={hint} className={styles.total}>
      <span className={styles.name}>{name}</span>
      <Numeric value={value} unit={unit} className={styles.value} />
      {(share != null || note != null) && (
        <span className={styles.note}>
          {share} {note}
        </span>
      )}
    </span>
  );
}

/** Sizes of the design's inputs, batch included: `1 × 3 × 224 × 224`. */
function inputText(analysis: ReturnType<typeof useDocument.getState>['analysis']): string | null {
  const shapes = inputsOf(analysis).flatMap(({ outputs: [shape = null] }) =>
    shape === null ? [] : [shapeText(shape, { batch: true })],
  );
  return shapes.length === 0 ? null : shapes.join(', ');
}

const connectionWords: Readonly<Record<Exclude<ConnectionState, 'open'>, PlainText>> = {
  connecting: 'Connecting to services',
  lost: 'Services lost, connecting again',
  stranger: 'Services started anew',
};

function Connection() {
  const state = useConnection((connection) => connection.state);
  if (state === 'open') return null;
  return (
    <span role="status" className={styles.lost}>
      <PlugZap size={14} aria-hidden />
      {t(connectionWords[state])}
    </span>
  );
}

function Issues() {
  const pending = useDocument((state) => state.analysis.pending);
  const problems = useDocument((state) => problemsOf(state.analysis.issues).length);
  const notes = useDocument((state) => state.analysis.issues.length) - problems;
  const Icon = problems === 0 ? CircleCheck : CircleAlert;
  return (
    <>
      {pending > 0 && (
        <span className={styles.analysing}>
          <LoaderCircle size={14} aria-hidden />
          {t('Analysing')}
        </span>
      )}
      <button
        type="button"
        data-tone={problems > 0 ? 'error' : pending > 0 ? 'late' : 'good'}
        onClick={() => showBottom('problems')}
        className={styles.issues}
      >
        <Icon size={14} aria-hidden />
        {t(
          pending > 0
            ? problems === 1
              ? '1 problem so far'
              : '{count} problems so far'
            : problems === 1
              ? '1 problem'
              : '{count} problems',
          { count: problems },
        )}
      </button>
      {notes > 0 && (
        <button
          type="button"
          data-tone="warn"
          onClick={() => showBottom('problems')}
          className={styles.issues}
        >
          <TriangleAlert size={14} aria-hidden />
          {t(notes === 1 ? '1 note' : '{count} notes', { count: notes })}
        </button>
      )}
    </>
  );
}
