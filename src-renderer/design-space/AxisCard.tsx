import { memo } from 'react';
import { symbolLatex } from '../../src-core/algebra/print-terms.ts';
import { integerText } from '../../src-core/format.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { FormulaText } from '../ui/FormulaText.tsx';
import { countText } from '../ui/figures.ts';
import { Tex } from '../ui/Tex.tsx';
import styles from './AxisCard.module.css';
import { MiniPlot } from './MiniPlot.tsx';
import { countWords, elasticityText, slopeText } from './sensitivity-text.ts';
import type { AxisSensitivity } from './sensitivity-work.ts';
import { isFlat, plotted } from './sensitivity-work.ts';

/** The derivative of one count as a formula, its exact value now, and what one percent more costs. */
function Slope({ shown, of }: { readonly shown: AxisSensitivity; readonly of: (typeof plotted)[number] }) {
  const { slope, slopeNow, elasticity } = shown.counts[of].sensitivity;
  const { letter, unit } = countWords(of);
  const { name } = shown.axis;
  if (slope === null) return null;
  return (
    <div className={styles.slope}>
      <span className={styles.formula}>
        <Tex tex={`\\tfrac{\\partial ${letter}}{\\partial ${symbolLatex(name)}} =`} />
        <FormulaText value={slope} />
      </span>
      <span className={styles.now}>
        {tNodes('{slope} {unit} per {name}', {
          slope: (
            <span className={styles.strong} data-testid={`slope-${of}-${name}`}>
              {slopeText(slopeNow)}
            </span>
          ),
          unit,
          name,
        })}
        <span className={styles.elasticity} data-testid={`elasticity-${of}-${name}`}>
          {elasticityText(name, of, elasticity)}
        </span>
      </span>
    </div>
  );
}

const places = ['below', 'now', 'above'] as const;

/** The exact counts at the value below, now and at the one above. */
function Steps({ shown }: { readonly shown: AxisSensitivity }) {
  const { axis, steps } = shown;
  return (
    <table className={styles.steps}>
      <thead>
        <tr>
          <th scope="col">{axis.name}</th>
          {plotted.map((of) => (
            <th key={of} scope="col">
              {countWords(of).unit}, {countWords(of).convention}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr key={places[index]} data-now={index === 1 || undefined}>
            <th scope="row" aria-label={`${integerText(step.value)}, ${places[index]}`}>
              {integerText(step.value)}
            </th>
            {plotted.map((of) => (
              <td key={of}>{countText(step[of])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Answer({ shown }: { readonly shown: AxisSensitivity }) {
  const { axis, counts, isLog, isGraph } = shown;
  return (
    <>
      <div className={styles.plots}>
        {plotted.map((of) => (
          <MiniPlot
            key={of}
            name={axis.name}
            points={counts[of].points}
            now={axis.value}
            unit={countWords(of).unit}
            convention={countWords(of).convention}
            isLog={isLog}
            isSteps={isGraph}
          />
        ))}
      </div>
      {isGraph ? (
        <p className={styles.reason}>
          <span className={styles.dash}>∂ —</span>{' '}
          {t(
            '{name} changes the graph, so no one formula holds for all its values: these are exact counts of the designs themselves.',
            { name: axis.name },
          )}
        </p>
      ) : (
        plotted.map((of) => <Slope key={of} shown={shown} of={of} />)
      )}
      <Steps shown={shown} />
    </>
  );
}

/** How the counts answer to one axis: plots, derivatives, and its neighbours. */
export const AxisCard = memo(function AxisCard({ shown }: { readonly shown: AxisSensitivity }) {
  const { axis, isLog, isGraph } = shown;
  return (
    <section aria-label={t('By {name}', { name: axis.name })} data-axis={axis.name} className={styles.card}>
      <header className={styles.header}>
        <Tex tex={symbolLatex(axis.name)} />
        <span className="visually-hidden">{axis.name}</span>
        {axis.label !== '' && <span className={styles.label}>{tCore(axis.label)}</span>}
        <span className={styles.value}>
          {integerText(axis.value)} {axis.unit}
        </span>
        <span className={styles.hint}>
          {isLog && !isGraph && !isFlat(shown) && t('equal steps are equal factors')}
        </span>
      </header>
      {isFlat(shown) ? (
        <p className={styles.reason}>{t('Neither parameters nor MACs change with it.')}</p>
      ) : (
        <Answer shown={shown} />
      )}
    </section>
  );
});
