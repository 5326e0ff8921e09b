import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import { expansionCost } from '../../src-core/analysis/conventions/cost.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { integerText } from '../../src-core/format.ts';
import type { PublishedRow } from '../../src-core/published/figure.ts';
import { sources } from '../../src-core/published/figure.ts';
import { figureText, scoreText, subjectText, verdictText } from '../../src-core/published/words.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { deviceText } from '../store/device-words.ts';
import { millisecondsText } from '../ui/figures.ts';
import { PointerTip } from '../ui/PointerTip.tsx';
import type { MeasuredRun } from './measured-times.ts';
import styles from './PublishedTip.module.css';
import type { PublishedLevel, PublishedPoint } from './points.ts';

/** What the tip is of, and where in the window it stands. */
export interface Pointed {
  readonly of: PublishedPoint | PublishedLevel;
  readonly x: number;
  readonly y: number;
}

const readSentence = ({ confirmed }: PublishedRow): string =>
  t(confirmed ? 'Read in the source itself.' : 'Second hand: read in what others write of the source.');

/** Our own counts in full, for a row that prints none of them. */
function Ours({
  point,
  convention,
}: {
  readonly point: PublishedPoint;
  readonly convention: ConventionName;
}) {
  const { unit, label } = expansionCost(null, conventionOf(convention));
  return (
    <p>
      {t('ours: {params} params, {cost} {unit} ({label})', {
        params: integerText(point.audited.params),
        cost: integerText(point.audited.costs.get(convention) ?? null),
        unit,
        label: tCore(label),
      })}
    </p>
  );
}

interface PublishedTipProps {
  readonly pointed: Pointed;
  readonly convention: ConventionName;
  readonly run: MeasuredRun | null;
}

/** Everything that is known of a published accuracy: source, weights, figures with their verdicts, times. */
export function PublishedTip({ pointed, convention, run }: PublishedTipProps) {
  const { row, score } = pointed.of;
  const figures = 'audited' in pointed.of ? pointed.of.audited.figures : [];
  return (
    <PointerTip x={pointed.x} y={pointed.y}>
      <div className={styles.tip}>
        <p>
          <b>{row.model}</b> {subjectText(row.subject)}
        </p>
        <p className={styles.score}>{scoreText(score)}</p>
        <p className={styles.source}>{sources[row.source]}</p>
        <p className={row.confirmed ? styles.confirmed : styles.unconfirmed}>{readSentence(row)}</p>
        {figures.map((figure) => (
          <p key={figure.kind}>
            {tCore(figureText(figure))}: {figure.printed}, {tCore(verdictText(figure.verdict))}
          </p>
        ))}
        {row.unread !== undefined && (
          <p className={styles.unconfirmed}>
            {t('params —, cost —. Not read: {unread}.', { unread: tCore(row.unread) })}
          </p>
        )}
        {'audited' in pointed.of && <Ours point={pointed.of} convention={convention} />}
        {(row.latency ?? []).map(({ ms, device, precision, batch }) => (
          <p key={device}>
            {t('published: {ms} ms, {device}, {precision}, batch {batch}', { ms, device, precision, batch })}
          </p>
        ))}
        {run !== null && (
          <p>
            {run.stored === null
              ? t('here: {median} ms median, {run}, n = {runs}', {
                  median: millisecondsText(run.medianMs),
                  run: deviceText(run),
                  runs: run.runs,
                })
              : t('{day}, {machine}: {median} ms median, {run}, n = {runs}', {
                  day: run.stored.at.slice(0, 10),
                  machine: run.stored.machine,
                  median: millisecondsText(run.medianMs),
                  run: deviceText(run),
                  runs: run.runs,
                })}
          </p>
        )}
      </div>
    </PointerTip>
  );
}
