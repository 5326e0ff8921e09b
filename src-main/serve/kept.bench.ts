import { timeEdits } from '../files/edits.fixture.ts';
import { callOver, comeIn, openWindowSocket, serve } from './serving.fixture.ts';

/** The way of an edit in the serve shell: through the socket, and the disk. */
export async function bench(): Promise<string> {
  const served = await serve();
  const socket = await openWindowSocket(served.server.port, await comeIn(served.server));
  try {
    return await timeEdits('through the socket', (asked) => callOver(socket, 'keepEdits', asked));
  } finally {
    socket.terminate();
    await served.end();
  }
}
