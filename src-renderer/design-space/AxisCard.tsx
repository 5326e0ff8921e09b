import { memo } from 'react';
import { integerText } from '../../src-core/analysis/format.ts';
import { FormulaText } from '../formula/FormulaText.tsx';
import { Tex } from '../formula/Tex.tsx';
import { symbolLatex } from '../formula/terms.ts';
import { countText } from '../ui/figures.ts';
import styles from './AxisCard.module.css';
import { MiniPlot } from './MiniPlot.tsx';
import { countWords, elasticityText, slopeText } from './sensitivity-text.ts';
import { type AxisSensitivity, plotted } from './sensitivity-work.ts';

/** The derivative of one count as a formula, its exact value now, and what one percent more costs. */
function Slope({ shown, of }: { readonly shown: AxisSensitivity; readonly of: (typeof plotted)[number] }) {
  const { slope, slopeNow, elasticity } = shown.counts[of].sensitivity;
  const { letter, unit } = countWords[of];
  const { name } = shown.axis;
  if (slope === null) return null;
  return (
    <div className={styles.slope}>
      <span className={styles.formula}>
        <Tex tex={`\\tfrac{\\partial ${letter}}{\\partial ${symbolLatex(name)}} =`} />
        <FormulaText value={slope} />
      </span>
      <span className={styles.now}>
        <span className={styles.strong} data-testid={`slope-${of}-${name}`}>
          {slopeText(slopeNow)}
        </span>{' '}
        {unit} per {name}
        <span className={styles.elasticity} data-testid={`elasticity-${of}-${name}`}>
          {elasticityText(name, of, elasticity)}
        </span>
      </span>
    </div>
  );
}

/** The exact counts at one less, now and at one more. */
function Steps({ shown }: { readonly shown: AxisSensitivity }) {
  const { axis, counts } = shown;
  const places = ['one less', 'now', 'one more'] as const;
  return (
    <table className={styles.steps}>
      <thead>
        <tr>
          <th scope="col">{axis.name}</th>
          {plotted.map((of) => (
            <th key={of} scope="col">
              {countWords[of].unit}, {countWords[of].convention}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((place, index) => (
          <tr key={place} data-now={index === 1 || undefined}>
            <th scope="row" aria-label={`${integerText(axis.value + BigInt(index - 1))}, ${place}`}>
              {integerText(axis.value + BigInt(index - 1))}
            </th>
            {plotted.map((of) => (
              <td key={of}>{countText(counts[of].sensitivity.steps[index])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How the counts answer to one axis: plots, derivatives, and its neighbours. */
export const AxisCard = memo(function AxisCard({ shown }: { readonly shown: AxisSensitivity }) {
  const { axis, counts, isLog, isGraph } = shown;
  return (
    <section aria-label={`By ${axis.name}`} data-axis={axis.name} className={styles.card}>
      <header className={styles.header}>
        <Tex tex={symbolLatex(axis.name)} />
        <span className="visually-hidden">{axis.name}</span>
        {axis.label !== '' && <span className={styles.label}>{axis.label}</span>}
        <span className={styles.value}>
          {integerText(axis.value)} {axis.unit}
        </span>
        <span className={styles.hint}>{isLog && !isGraph ? 'equal steps are equal factors' : ''}</span>
      </header>
      <div className={styles.plots}>
        {plotted.map((of) => (
          <MiniPlot
            key={of}
            name={axis.name}
            points={counts[of].points}
            now={axis.value}
            unit={countWords[of].unit}
            convention={countWords[of].convention}
            isLog={isLog}
            isSteps={isGraph}
          />
        ))}
      </div>
      {isGraph ? (
        <p className={styles.reason}>
          <span className={styles.dash}>∂ —</span> {axis.name} changes the graph, so no one formula holds for
          all its values: these are exact counts of the designs themselves.
        </p>
      ) : (
        plotted.map((of) => <Slope key={of} shown={shown} of={of} />)
      )}
      <Steps shown={shown} />
    </section>
  );
});
