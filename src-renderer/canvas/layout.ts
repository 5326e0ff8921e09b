import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Direction } from '../../src-core/scene/direction.ts';
import type { Scene } from '../../src-core/scene/geometry.ts';
import { isLongToLayOut, layeredScene } from '../../src-core/scene/layered.ts';
import type { Level } from '../../src-core/scene/level-types.ts';
import type { LayoutAnswer, LayoutQuestion } from './layout-worker.ts';

type Waiting = (result: Result<Scene>) => void;

let worker: Worker | null = null;
let asked = 0;
const waiting = new Map<number, Waiting>();

/** What is waited for has failed with the thread; the next question starts another. */
function stop(detail: string): void {
  worker?.terminate();
  worker = null;
  for (const answer of waiting.values()) answer(fail(issue('layout/stopped', {}, { detail })));
  waiting.clear();
}

function started(): Worker {
  const thread = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  thread.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    waiting.get(data.number)?.(ok(data.scene));
    waiting.delete(data.number);
  });
  thread.addEventListener('error', ({ message }) => stop(message));
  return thread;
}

/**
 * Lays a level out: a large one on another thread, so that the window answers meanwhile. An issue where that thread stops,
 * or is told to. No promise is ever refused.
 */
export function layOut(level: Level, direction: Direction, signal?: AbortSignal): Promise<Result<Scene>> {
  if (!isLongToLayOut(level)) return Promise.resolve(ok(layeredScene(level, direction)));
  worker ??= started();
  asked += 1;
  const question: LayoutQuestion = { number: asked, level, direction };
  return new Promise((answer) => {
    waiting.set(question.number, answer);
    worker?.postMessage(question);
    // Nothing else can end what the thread is at; what others wait for ends with it, and they ask again.
    signal?.addEventListener('abort', () => waiting.has(question.number) && stop('cancelled'), {
      once: true,
    });
  });
}
