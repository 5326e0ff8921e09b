import type { Calibration } from '../../src-core/latency/calibration.ts';
import type { PredictedTime, PredictionAnswer, PredictionQuestion } from './prediction-work.ts';

/** Null where there is no prediction, undefined where a later design took this one's place. */
type Answer = PredictedTime | null | undefined;

interface Asked {
  readonly calibration: Calibration;
  readonly text: string;
  readonly resolve: (answer: Answer) => void;
}

let worker: Worker | null = null;
/** What the thread has learned of. */
let learned: Calibration | null = null;
let running: Asked | null = null;
/** The latest that waits for its turn: edits may come quicker than predictions. */
let next: Asked | null = null;

function settle(time: PredictedTime | null): void {
  running?.resolve(time);
  running = null;
  if (next !== null) begin(next);
}

/** The thread could not be loaded, or had too little memory: what it was at has no prediction, the next starts it anew. */
function stop(): void {
  worker?.terminate();
  worker = null;
  learned = null;
  settle(null);
}

function started(): Worker {
  const thread = new Worker(new URL('./core-worker.ts', import.meta.url), { type: 'module' });
  thread.addEventListener('message', ({ data }: MessageEvent<PredictionAnswer>) => settle(data.time));
  thread.addEventListener('error', stop);
  return thread;
}

function begin(asked: Asked): void {
  worker ??= started();
  running = asked;
  next = null;
  const ask = (question: PredictionQuestion): void => worker?.postMessage(question);
  if (learned !== asked.calibration) ask({ kind: 'calibration', calibration: asked.calibration });
  learned = asked.calibration;
  ask({ kind: 'design', text: asked.text });
}

/** Predicts the time of a design by a calibration, on another thread. */
export function predictTime(calibration: Calibration, text: string): Promise<Answer> {
  return new Promise((resolve) => {
    const asked: Asked = { calibration, text, resolve };
    if (running === null) return begin(asked);
    next?.resolve(undefined);
    next = asked;
  });
}
