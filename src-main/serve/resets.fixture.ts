import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Admission } from './serving.fixture.ts';

/** Connections that are reset at any moment, for a test and a benchmark. */

const side = 20;

/** Numbers from 0 to 1 that are the same in every run. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const upgrade = (path: string, more: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`;

/** A masked text frame that says nothing, whose length is announced as `length`. */
const frame = (length: number): string =>
  Buffer.concat([Buffer.from([0x81, 0x80 + length, 0, 0, 0, 0]), Buffer.alloc(length, ' ')]).toString(
    'latin1',
  );

/** What can be said to the server, each a text that may be cut anywhere. */
export function kinds({ cookie, key }: Admission): Readonly<Record<string, string>> {
  const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${more}\r\n`;
  const known = `Cookie: ${cookie}\r\n`;
  const own = `${known}Origin: http://127.0.0.1\r\nSec-WebSocket-Protocol: blockwright, ${key}\r\n`;
  return {
    page: get('/', known),
    asset: get('/assets/app.js', known),
    missing: get('/assets/none.js', known),
    stranger: get('/'),
    ticket: get('/open?ticket=guess'),
    many: get('/', known).repeat(20),
    body: `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(5000)}`,
    chunks: `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n`,
    noise: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
    tunnel: 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    refused: upgrade('/rpc', 'Origin: http://evil.example\r\n'),
    elsewhere: upgrade('/other', own),
    impossible: upgrade('/rpc', own).replace('Version: 13', 'Version: 1'),
    socket: upgrade('/rpc', own) + frame(100) + frame(100),
    unfinished: upgrade('/rpc', own) + frame(120).slice(0, 50),
  };
}

/** When a connection is reset: before the server can answer, or as it answers. */
const moments: readonly ((socket: Socket) => Promise<unknown>)[] = [
  async () => undefined,
  () => new Promise((resolve) => setImmediate(resolve)),
  (socket) => Promise.race([once(socket, 'data'), once(socket, 'close')]),
];

async function resetOnce(
  port: number,
  text: string,
  end: number,
  moment: (typeof moments)[number],
): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text.slice(0, end), 'latin1');
  // What is cut short gets no answer.
  await (end < text.length ? moments[1]! : moment)(socket);
  if (!socket.destroyed) {
    const closed = once(socket, 'close');
    socket.resetAndDestroy();
    await closed;
  }
}

interface Target {
  readonly port: number;
  readonly admission: Admission;
}

/**
 * Resets so many connections, 20 side by side, each at a random moment of a random request.
 * @param between called before each
 */
export async function resetMany(
  { port, admission }: Target,
  count: number,
  seed: number,
  between: () => void = () => undefined,
): Promise<void> {
  const texts = Object.values(kinds(admission));
  const draw = random(seed);
  const below = (end: number): number => Math.floor(draw.next().value * end);
  const worker = async (): Promise<void> => {
    for (let n = 0; n < count / side; n++) {
      const text = texts[below(texts.length)]!;
      const end = below(2) === 0 ? text.length : below(text.length + 1);
      between();
      await resetOnce(port, text, end, moments[below(moments.length)]!);
    }
  };
  await Promise.all(Array.from({ length: side }, worker));
}
