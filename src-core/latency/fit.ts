import type { Calibration, TimedDesign } from './calibration.ts';
import { LatencyModel } from './latency-model.ts';
import type { OperatorFeatures } from './operator-features.ts';
import { withoutTrace } from './without-trace.ts';

type Measured = Pick<Calibration, 'ceilings' | 'copies'>;

/** How the time of a run follows from those of its operators. */
interface Whole {
  /** Of a run of nothing, in milliseconds. */
  readonly run: number;
  /** Of each operator that has a kernel. */
  readonly operator: number;
  /** Of each millisecond of operators. */
  readonly share: number;
}

/** What is predicted of a design. */
export interface Prediction {
  readonly ms: number;
  /** Between what it lies nine times in ten. */
  readonly interval: readonly [number, number];
  /** Of each operator, in exported order; without what a run costs beside them. */
  readonly operators: readonly { readonly path: string; readonly ms: number }[];
  /** The share of the time that is of operators unlike any that were timed. */
  readonly strange: number;
}

/** Solves A x = b of three unknowns by elimination, with a little added to the diagonal so that it always can. */
function solved(a: number[][], b: number[]): readonly number[] {
  const size = b.length;
  const rows = a.map((row, i) => [...row.map((value, j) => value + (i === j ? 1e-9 : 0)), b[i]!]);
  for (let i = 0; i < size; i++) {
    const pivot = rows[i]![i]!;
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / pivot;
      for (let j = i; j <= size; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}

const rounds = 12;

/** By the least sum of relative errors, so that runs that something else disturbed count no more than others. */
function wholeOf(designs: readonly TimedDesign[]): Whole {
  const rows = designs.map(({ ms, operators }) => {
    const own = operators.filter((operator) => operator.ms > 0);
    return [1, own.length, own.reduce((sum, operator) => sum + operator.ms, 0)].map((value) => value / ms);
  });
  let weights = rows.map(() => 1);
  let found: readonly number[] = [0, 0, 1];
  for (let round = 0; round < rounds; round++) {
    const a = [0, 1, 2].map((i) =>
      [0, 1, 2].map((j) => rows.reduce((sum, row, at) => sum + weights[at]! * row[i]! * row[j]!, 0)),
    );
    const b = [0, 1, 2].map((i) => rows.reduce((sum, row, at) => sum + weights[at]! * row[i]!, 0));
    found = solved(a, b);
    weights = rows.map((row) => {
      const error = Math.abs(1 - row.reduce((sum, value, i) => sum + value * found[i]!, 0));
      return 1 / Math.max(0.02, error);
    });
  }
  const [run = 0, operator = 0, share = 1] = found;
  return { run: Math.max(0, run), operator, share };
}

/** Operators of one law err alike by half: what a law gets wrong it gets wrong for all of them. */
const alike = 0.5;

interface Sum {
  /** In milliseconds. */
  readonly ms: number;
  /** Of its logarithm. */
  readonly deviation: number;
  readonly operators: Prediction['operators'];
  readonly strange: number;
}

/** From the deviation of a logarithm on, an operator is unlike those that were timed. */
const strangeFrom = 0.5;

function summed(model: LatencyModel, whole: Whole, operators: readonly OperatorFeatures[]): Sum {
  const predicted = operators.map((operator) => model.predict(operator));
  const laws = new Map<string, { together: number; apart: number }>();
  let [sum, count, strange] = [0, 0, 0];
  for (const { ms, deviation, law } of predicted) {
    if (ms === 0) continue;
    sum += ms;
    count += 1;
    if (deviation > strangeFrom) strange += ms;
    const own = laws.get(law) ?? { together: 0, apart: 0 };
    laws.set(law, { together: own.together + ms * deviation, apart: own.apart + (ms * deviation) ** 2 });
  }
  const variance = [...laws.values()].reduce(
    (all, { together, apart }) => all + alike * together ** 2 + (1 - alike) * apart,
    0,
  );
  // A design of a few quick operators is never predicted to take less than they do in a third of their traced time.
  const ms = Math.max(sum / 3, whole.run + whole.operator * count + whole.share * sum);
  return {
    ms,
    deviation: sum === 0 ? 0 : Math.sqrt(variance) / sum,
    operators: predicted.map(({ path, ms: each }) => ({ path, ms: each })),
    strange: sum === 0 ? 0 : strange / sum,
  };
}

/** What no operator tells: designs differ from one another by so much more, as the deviation of a logarithm. */
const beside = 0.06;

const fold = 5;
const coverage = 0.9;

/** Predicts designs on one device. */
export class DesignPredictor {
  readonly #model: LatencyModel;
  readonly #whole: Whole;
  /** By how many deviations the interval reaches to each side. */
  readonly #reach: number;

  /** @param reach as `heldOut` found it */
  constructor(traced: readonly TimedDesign[], measured: Measured, reach: number) {
    const designs = traced.map((design) => withoutTrace(design, measured));
    this.#model = new LatencyModel(
      designs.flatMap(({ operators }) => operators),
      measured,
    );
    this.#whole = wholeOf(designs);
    this.#reach = reach;
  }

  predict(operators: readonly OperatorFeatures[]): Prediction {
    const { ms, deviation, operators: each, strange } = summed(this.#model, this.#whole, operators);
    const factor = Math.exp(this.#reach * Math.hypot(deviation, beside));
    return { ms, interval: [ms / factor, ms * factor], operators: each, strange };
  }
}

/** A design as it was measured, and as it was predicted by a model that had not seen it. */
export interface HeldOut {
  readonly measured: number;
  readonly predicted: number;
  readonly deviation: number;
}

/** Predicts each design by what was learned of the others, a fifth at a time. */
export function heldOut(traced: readonly TimedDesign[], measured: Measured): readonly HeldOut[] {
  const designs = traced.map((design) => withoutTrace(design, measured));
  return Array.from({ length: fold }, (_, part) => {
    const learned = designs.filter((_design, index) => index % fold !== part);
    const model = new LatencyModel(
      learned.flatMap(({ operators }) => operators),
      measured,
    );
    const whole = wholeOf(learned);
    return designs
      .filter((_design, index) => index % fold === part)
      .map(({ ms, operators }): HeldOut => {
        const features = operators.map((operator, index) => ({ ...operator, path: String(index) }));
        const sum = summed(model, whole, features);
        return { measured: ms, predicted: sum.ms, deviation: Math.hypot(sum.deviation, beside) };
      });
  }).flat();
}

/** How many deviations to each side hold nine in ten of designs that were held out. */
export function reachOf(results: readonly HeldOut[]): number {
  const errors = results
    .map(({ measured, predicted, deviation }) => Math.abs(Math.log(measured / predicted)) / deviation)
    .sort((a, b) => a - b);
  return Math.max(
    1,
    errors[Math.min(errors.length - 1, Math.ceil(coverage * (errors.length + 1)) - 1)] ?? 1.645,
  );
}

type Pairs = readonly Pick<HeldOut, 'measured' | 'predicted'>[];

/** How far predictions are from what was measured. */
export function fitError(results: Pairs): NonNullable<Calibration['error']> {
  const errors = results.map(({ measured, predicted }) => Math.abs(predicted / measured - 1));
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  let [right, pairs] = [0, 0];
  for (const [index, a] of results.entries()) {
    for (const b of results.slice(index + 1)) {
      if (a.measured === b.measured) continue;
      pairs += 1;
      if (a.measured > b.measured === a.predicted > b.predicted) right += 1;
    }
  }
  return {
    mape: mean(errors),
    within10: mean(errors.map((error) => (error <= 0.1 ? 1 : 0))),
    order: pairs === 0 ? 1 : right / pairs,
  };
}

/** The guess that stands beside a prediction: at a rate of its own for the device, so many multiply-accumulates take so long. */
export function rateOf(designs: readonly TimedDesign[]): number {
  const rates = designs
    .map(({ ms, operators }) => operators.reduce((sum, { macs }) => sum + macs, 0) / ms)
    .filter((rate) => rate > 0)
    .sort((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] ?? 0;
}
