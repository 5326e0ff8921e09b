import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import type { DesignPrediction } from '../../src-core/latency/predict-design.ts';
import { predictorOf } from '../../src-core/latency/predict-design.ts';
import { opaqueOperatorIn } from '../../src-core/lower/opaque-operator.ts';
import { lower } from '../../src-core/lower/program.ts';

/** Of a prediction what the window shows. */
export type PredictedTime = Omit<DesignPrediction, 'operators'>;

/** What predictions are made by from now on, or a design whose time is asked for. */
export type PredictionQuestion =
  | { readonly kind: 'calibration'; readonly calibration: Calibration }
  | { readonly kind: 'design'; readonly text: string };

/** The answer to each question about a design, in their order. */
export interface PredictionAnswer {
  readonly time: PredictedTime | null;
}

/** Learns of a calibration once, when the first design is asked for, and predicts any number of designs by it. */
export class PredictionWork {
  #calibration: Calibration | null = null;
  #predictor: ReturnType<typeof predictorOf> | undefined;

  learn(calibration: Calibration): void {
    this.#calibration = calibration;
    this.#predictor = undefined;
  }

  /** Null where the design cannot be run as it is, holds operators that nobody here knows, or where the calibration has too little to learn from. */
  timeOf(text: string): PredictedTime | null {
    if (this.#calibration === null) return null;
    this.#predictor ??= predictorOf(this.#calibration);
    const design = parseDesign(text);
    if (this.#predictor === null || !design.ok) return null;
    const program = lower(analyze(design.value, catalogue));
    if (!program.ok || opaqueOperatorIn(program.value) !== null) return null;
    const { operators: _each, ...prediction } = this.#predictor(program.value);
    return prediction;
  }
}
