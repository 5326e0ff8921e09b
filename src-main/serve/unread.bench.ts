import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ok } from '../../src-core/errors.ts';
import { callOver, comeIn, openWindowSocket, serve } from './serving.fixture.ts';

const megabyte = 1024 * 1024;
const asked = 500;
/** The most memory that a window which asks and never reads may take, in MiB, where an answer has one. */
const bound = 64;

/** Bytes of live memory of this process, buffers included. */
function held(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What the server and the system hold for one window that asks for 500 answers of 1 MiB and reads none of them. */
export async function bench(): Promise<string> {
  let made = 0;
  const served = await serve((own) => ({
    ...own,
    services: {
      ...own.services,
      async openFile() {
        made += 1;
        return ok({
          path: 'a.blockwright.json',
          text: String(made).padEnd(megabyte, 'x'),
          hash: '0'.repeat(64),
        });
      },
    },
  }));
  try {
    const admission = await comeIn(served.server);
    const greedy = await openWindowSocket(served.server.port, admission);
    const other = await openWindowSocket(served.server.port, admission);
    const before = held();
    greedy.pause();
    for (let n = 0; n < asked; n++) void callOver(greedy, 'openFile', { path: 'a' });
    // Until nothing more is begun for it, while another window is served.
    for (let last = -1; made === 0 || made !== last; ) {
      last = made;
      for (let n = 0; n < 200; n++) await callOver(other, 'hello', {});
    }
    const grown = (held() - before) / megabyte;
    greedy.terminate();
    other.terminate();
    if (grown > bound || made > bound) process.exitCode = 1;
    return `a window that does not read: ${made} of ${asked} answers of 1 MiB made, memory grown by ${grown.toFixed(1)} MiB (bound ${bound} each)`;
  } finally {
    await served.end();
  }
}
