import type { Calibration, TimedOperator } from './calibration.ts';
import type { Regression } from './gaussian-process.ts';
import { regression } from './gaussian-process.ts';
import type { OperatorFeatures } from './operator-features.ts';
import { bytesPerSecondOf } from './roofline.ts';

type Measured = Pick<Calibration, 'ceilings' | 'copies'>;

/** What is predicted of one operator. */
export interface PredictedOperator {
  readonly path: string;
  readonly ms: number;
  /** Of the logarithm of its time. */
  readonly deviation: number;
  /** What the deviation is shared with: operators of one law err alike. */
  readonly law: string;
}

/** The least time that the roofline allows: what is learned is how many times that it takes. */
function leastMs({ macs, bytes }: Pick<TimedOperator, 'macs' | 'bytes'>, measured: Measured): number {
  const compute = macs / measured.ceilings.macsPerSecond;
  const memory = bytes / bytesPerSecondOf(bytes, measured);
  return measured.ceilings.launchMs + 1000 * Math.max(compute, memory);
}

/** More than so many of one law tell nothing new, and cost the square of their number. */
const mostOfALaw = 240;

/** The deviation of the logarithm where nothing of the kind was ever timed: a factor of four. */
const strange = Math.log(4);

const thinned = <T>(all: readonly T[]): readonly T[] => {
  if (all.length <= mostOfALaw) return all;
  return Array.from({ length: mostOfALaw }, (_, i) => all[Math.floor((i * all.length) / mostOfALaw)]!);
};

/** How often operators of a kind vanish into another. */
interface Fate {
  fused: number;
  all: number;
}

/** Predicts times of operators from those that were timed on the same device. */
export class LatencyModel {
  readonly #measured: Measured;
  readonly #laws = new Map<string, Regression>();
  readonly #fates = new Map<string, Fate>();
  readonly #known = new Map<string, Omit<PredictedOperator, 'path'>>();

  constructor(samples: readonly TimedOperator[], measured: Measured) {
    this.#measured = measured;
    const laws = new Map<string, TimedOperator[]>();
    for (const sample of samples) {
      const fate = this.#fates.get(sample.kind) ?? { fused: 0, all: 0 };
      this.#fates.set(sample.kind, { fused: fate.fused + (sample.ms === 0 ? 1 : 0), all: fate.all + 1 });
      if (sample.ms > 0) for (const law of new Set([sample.kind, sample.alone])) append(laws, law, sample);
    }
    for (const [law, own] of laws) {
      const some = thinned(own);
      const y = some.map((sample) => Math.log(sample.ms / leastMs(sample, measured)));
      this.#laws.set(
        law,
        regression(
          some.map(({ x }) => x),
          y,
        ),
      );
    }
  }

  predict(operator: OperatorFeatures): PredictedOperator {
    const { path, kind, x, macs, bytes } = operator;
    const key = JSON.stringify([kind, x, macs, bytes]);
    const known = this.#known.get(key) ?? this.#predict(operator);
    this.#known.set(key, known);
    return { path, ...known };
  }

  #predict({ kind, alone, x, macs, bytes }: OperatorFeatures): Omit<PredictedOperator, 'path'> {
    const fate = this.#fates.get(kind);
    if (alone === '' || (fate !== undefined && fate.fused > fate.all / 2))
      return { ms: 0, deviation: 0, law: kind };
    const least = leastMs({ macs, bytes }, this.#measured);
    const name = this.#laws.has(kind) ? kind : alone;
    const law = this.#laws.get(name);
    if (law === undefined) return { ms: 2 * least, deviation: strange, law: 'never timed' };
    const { mean, variance } = law.at(x);
    return { ms: least * Math.exp(mean), deviation: Math.sqrt(variance), law: name };
  }
}

function append(laws: Map<string, TimedOperator[]>, law: string, sample: TimedOperator): void {
  const own = laws.get(law);
  if (own === undefined) laws.set(law, [sample]);
  else own.push(sample);
}
