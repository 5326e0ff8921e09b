import type { SignRun, Signs } from '../../src-core/algebra/sign-runs.ts';
import { hasCrossover, proofSentence } from '../../src-core/design-space/crossover-text.ts';
import { integerText } from '../../src-core/format.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';

/** The two that are held against each other, and what is varied. */
export interface CrossoverNames {
  readonly ours: string;
  readonly axis: string;
  /** Our axis is this many times the common one. */
  readonly scale: bigint;
}

/** `w ≥ 65`, `w ≤ 63`, `w = 64`, `2 ≤ w ≤ 9`; `every w from 1 to 4,096` for the whole range. */
function rangeText({ from, to }: SignRun, whole: SignRun, { axis, scale }: CrossoverNames): string {
  const [low, high] = [integerText(from * scale), integerText(to * scale)];
  if (from === whole.from && to === whole.to)
    return t('every {axis} from {low} to {high}', { axis, low, high });
  if (from === to) return `${axis} = ${low}`;
  if (to === whole.to) return `${axis} ≥ ${low}`;
  return from === whole.from ? `${axis} ≤ ${high}` : `${low} ≤ ${axis} ≤ ${high}`;
}

const wholeOf = ({ runs }: Signs): SignRun => ({
  from: runs[0]?.from ?? 0n,
  to: runs.at(-1)?.to ?? 0n,
  sign: 0,
});

/** Each range and what holds in it: `HS-Block costs more for w ≥ 65`. */
export function rangeLines(signs: Signs, names: CrossoverNames): readonly string[] {
  const whole = wholeOf(signs);
  return signs.runs.map((run) => {
    const range = rangeText(run, whole, names);
    if (run.sign === 0) return t(run.from === run.to ? 'equal at {range}' : 'equal for {range}', { range });
    return t(run.sign === 1 ? '{name} costs more for {range}' : '{name} costs less for {range}', {
      name: names.ours,
      range,
    });
  });
}

/** `None` where no side wins twice, and why that is known. */
export function verdict(signs: Signs): { readonly head: string; readonly reason: string } {
  const reason = tCore(proofSentence(signs));
  if (hasCrossover(signs)) {
    const last = signs.runs.reduce((count, { sign }, index, runs) => {
      const before = runs.slice(0, index).findLast((run) => run.sign !== 0);
      return sign !== 0 && before !== undefined && before.sign !== sign ? count + 1 : count;
    }, 0);
    return {
      head: t(last === 1 ? 'One crossover' : '{count} crossovers', { count: integerText(last) }),
      reason,
    };
  }
  const isEqual = signs.runs.every(({ sign }) => sign === 0);
  return { head: t(isEqual ? 'None: always equal' : 'None'), reason };
}
