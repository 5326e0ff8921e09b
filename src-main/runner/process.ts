import * as v from 'valibot';
import { openPort } from './port.ts';
import type { Progress, Request } from './protocol.ts';
import { requestSchema } from './protocol.ts';
import { perform } from './work.ts';

/** The runner's process: takes requests one after another and answers each with `done`. It is ended from outside. */

const port = openPort();

/** Milliseconds between two signs of life. They come from the thread that does the work, so one that hangs gives none. */
const beatEvery = 500;
setInterval(() => port.send({ type: 'beat' }), beatEvery).unref();

/** Milliseconds between two reports of one phase; more would only disturb what is being timed. */
const progressEvery = 100;

function progressOf(id: number): (progress: Progress) => void {
  let phase = '';
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - last < progressEvery) return;
    phase = progress.phase;
    last = now;
    port.send({ type: 'progress', id, ...progress });
  };
}

async function answer({ id, work, folder, version }: Request): Promise<void> {
  const result = await perform(work, { folder, version, progress: progressOf(id) });
  port.send({ type: 'done', id, result });
}

let turn: Promise<void> = Promise.resolve();

// What goes wrong here is a fault of the program: the rejection ends the process and the client reports the crash.
port.receive((message) => {
  const request = v.parse(requestSchema, message);
  turn = turn.then(() => answer(request));
});
port.closed(() => process.exit());
