import type { PredictedTime, PredictionQuestion } from './prediction-work.ts';
import { PredictionWork } from './prediction-work.ts';

/** The answer to each question about a design, in their order. */
export interface PredictionAnswer {
  readonly time: PredictedTime | null;
}

const work = new PredictionWork();

/** The thread on which times of designs are predicted. */
addEventListener('message', ({ data }: MessageEvent<PredictionQuestion>) => {
  if (data.kind === 'calibration') work.learn(data.calibration);
  else postMessage({ time: work.timeOf(data.text) } satisfies PredictionAnswer);
});
