import styles from './FactList.module.css';

/** What a figure is of, the figure, and its unit or the convention it follows. */
export type Fact = readonly [name: string, value: string, unit: string];

/** Figures in rows, one below the other. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, unit]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd className={styles.value}>{value}</dd>
          <dd title={unit} className={styles.unit}>
            {unit}
          </dd>
        </div>
      ))}
    </dl>
  );
}
