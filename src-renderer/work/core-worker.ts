import type { CheckpointQuestion } from './checkpoint-work.ts';
import { filledBy } from './checkpoint-work.ts';
import type { OnnxQuestion } from './onnx-work.ts';
import { readAndRaise } from './onnx-work.ts';
import type { PredictionAnswer, PredictionQuestion } from './prediction-work.ts';
import { PredictionWork } from './prediction-work.ts';
import type { ReportQuestion } from './report-work.ts';
import { reportOf } from './report-work.ts';

const prediction = new PredictionWork();

/**
 * A thread that has the whole core: one serves an ONNX file, another a checkpoint, a third predicts times of designs. All run this script, as each
 * would have the core, most of a megabyte, twice in what is installed.
 */
addEventListener(
  'message',
  ({ data }: MessageEvent<OnnxQuestion | PredictionQuestion | CheckpointQuestion | ReportQuestion>) => {
    // a fault of the program is heard where errors of the thread are, and not lost with a promise
    if (data.kind === 'onnx') readAndRaise(data).catch(reportError);
    else if (data.kind === 'checkpoint') postMessage(filledBy(data));
    else if (data.kind === 'report') postMessage(reportOf(data));
    else if (data.kind === 'calibration') prediction.learn(data.calibration);
    else postMessage({ time: prediction.timeOf(data.text) } satisfies PredictionAnswer);
  },
);
