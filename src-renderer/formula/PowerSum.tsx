import { substitute } from '../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { add, isInteger, mul, pow } from '../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../src-core/algebra/print.ts';
import { productValue } from '../../src-core/algebra/product.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import { hover, useSelection } from '../store/selection.ts';
import { channelRule, groupChannels } from '../symbolic/group-channels.ts';
import type { PowerSum as Sum } from '../symbolic/weight-products.ts';
import { latexProduct } from '../symbolic/weight-products.ts';
import { Tex } from '../ui/Tex.tsx';
import styles from './PowerSum.module.css';

interface PowerSumProps {
  readonly sum: Sum;
  readonly path: string;
  readonly expansion: Expansion;
  readonly numbers: ReadonlyMap<string, Expr>;
}

const power = (base: string, exponent: number): string => (exponent === 1 ? base : `${base}^{${exponent}}`);

/** c_j of the first group, and the rule that leads from one group to the next; the bases one by one where there is none. */
function baseLines({ terms }: Sum, expansion: Expansion): readonly string[] {
  const rule = channelRule(groupChannels(expansion));
  const [first] = terms;
  if (rule === null || first === undefined) {
    return terms.map(
      ({ index, base }, at) => `c_{${index}} = ${toLatex(base)}${at < terms.length - 1 ? ',' : ''}`,
    );
  }
  return [`c_{${first.index}} = ${toLatex(first.base)},`, `c_{j+1} = ${rule}`];
}

/**
 * The weights of all groups as one sum of powers, and the same with numbers: k² Σ c_j² = 9 (20² + 30² + …).
 * A group under the pointer, here or on the canvas, has its term lit.
 */
export function PowerSum({ sum, path, expansion, numbers }: PowerSumProps) {
  const hovered = useSelection((state) => state.hovered);
  const { common, exponent, terms } = sum;
  const bounds = `_{j=1}^{${terms.length}}`;
  const front = latexProduct(common);
  const factor = substitute(productValue(common), numbers);
  const bases = terms.map((term) => ({ ...term, number: substitute(term.base, numbers) }));
  const areNumbers = isInteger(factor) && bases.every(({ number }) => isInteger(number));
  const words = bases
    .map(({ number }) => power(toText(number), exponent).replaceAll(/[{}]/g, ''))
    .join(' + ');
  return (
    <>
      <span role="math" aria-label={`P = ${toText(sumOf(sum))}`} className={styles.line}>
        <Tex tex={`P = ${front} \\sum${bounds} ${power('c_j', exponent)},`} />
        {baseLines(sum, expansion).map((line) => (
          <Tex key={line} tex={line} />
        ))}
      </span>
      {areNumbers && (
        <span role="math" aria-label={`= ${toText(factor)} (${words})`} className={styles.line}>
          <Tex tex={`= ${toLatex(factor)}\\,(`} />
          {bases.map(({ group, number }, index) => (
            <span
              key={group}
              className={styles.term}
              data-hovered={hovered === `${path}/${group}` || undefined}
              onPointerEnter={() => hover(`${path}/${group}`)}
              onPointerLeave={() => hover(null)}
            >
              <Tex tex={`${index === 0 ? '' : '+\\,'}${power(toLatex(number), exponent)}`} />
            </span>
          ))}
          <Tex tex=")" />
        </span>
      )}
    </>
  );
}

/** The sum written out. */
function sumOf({ common, exponent, terms }: Sum): Expr {
  const front = productValue(common);
  return add(...terms.map(({ base }) => mul(front, pow(base, exponent))));
}
