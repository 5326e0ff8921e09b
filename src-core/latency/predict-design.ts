import type { Program } from '../lower/program.ts';
import type { Calibration } from './calibration.ts';
import type { Prediction } from './fit.ts';
import { DesignPredictor, rateOf } from './fit.ts';
import { featuresOf } from './operator-features.ts';

/** A prediction, and the guess from multiply-accumulates alone that stands beside it, in milliseconds. */
export interface DesignPrediction extends Prediction {
  readonly byMacsMs: number;
  /** Whether so much of the time is of operators unlike any that were timed that only measuring tells. */
  readonly isUnsure: boolean;
}

const unsureFrom = 0.2;

/** Predicts designs on the device of one calibration, from what it measured; null where that was too little to learn from. */
export function predictorOf(calibration: Calibration): ((program: Program) => DesignPrediction) | null {
  const { designs, reach } = calibration;
  if (reach === null) return null;
  const predictor = new DesignPredictor(designs, calibration, reach);
  const rate = rateOf(designs);
  return (program) => {
    const features = featuresOf(program);
    const prediction = predictor.predict(features);
    const macs = features.reduce((sum, operator) => sum + operator.macs, 0);
    return { ...prediction, byMacsMs: macs / rate, isUnsure: prediction.strange >= unsureFrom };
  };
}
