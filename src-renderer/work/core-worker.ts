import type { OnnxQuestion } from './onnx-work.ts';
import { readAndRaise } from './onnx-work.ts';
import type { PredictionAnswer, PredictionQuestion } from './prediction-work.ts';
import { PredictionWork } from './prediction-work.ts';

const prediction = new PredictionWork();

/**
 * A thread that has the whole core: one serves an ONNX file, another predicts times of designs. Both run this script, as two
 * would have the core, most of a megabyte, twice in what is installed.
 */
addEventListener('message', ({ data }: MessageEvent<OnnxQuestion | PredictionQuestion>) => {
  if (data.kind === 'onnx') void readAndRaise(data);
  else if (data.kind === 'calibration') prediction.learn(data.calibration);
  else postMessage({ time: prediction.timeOf(data.text) } satisfies PredictionAnswer);
});
