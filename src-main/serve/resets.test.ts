import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Admission, Served } from './serving.fixture.ts';
import { comeIn, get, serve, writePage } from './serving.fixture.ts';

/** With BLOCKWRIGHT_TEST_ALL ten times as many. */
const resets = process.env.BLOCKWRIGHT_TEST_ALL === '1' ? 20_000 : 2000;
const side = 20;

let served: Served;
let admission: Admission;
const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);

beforeEach(async () => {
  uncaught.length = 0;
  process.prependListener('uncaughtException', note);
  served = await serve();
  admission = await comeIn(served.server);
});
afterEach(async () => {
  process.off('uncaughtException', note);
  await served.end();
});

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
function kinds({ cookie, key }: Admission): Readonly<Record<string, string>> {
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

async function resetMany(count: number, seed: number, between: () => void = () => undefined): Promise<void> {
  const texts = Object.values(kinds(admission));
  const draw = random(seed);
  const below = (end: number): number => Math.floor(draw.next().value * end);
  const worker = async (): Promise<void> => {
    for (let n = 0; n < count / side; n++) {
      const text = texts[below(texts.length)]!;
      const end = below(2) === 0 ? text.length : below(text.length + 1);
      between();
      await resetOnce(served.server.port, text, end, moments[below(moments.length)]!);
    }
  };
  await Promise.all(Array.from({ length: side }, worker));
}

test('every kind of request is answered when nobody resets it', async () => {
  for (const [kind, text] of Object.entries(kinds(admission))) {
    const socket = connect(served.server.port, '127.0.0.1');
    socket.write(text, 'latin1');
    const [answer] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [unknown];
    if (kind !== 'tunnel') expect(String(answer), kind).toMatch(/^HTTP\/1\.1 \d{3} /);
    socket.destroy();
  }
});

test(`${resets} resets at random moments of every kind of request leave the server answering`, {
  timeout: 300_000,
}, async () => {
  await resetMany(resets, 1);
  expect(uncaught).toEqual([]);
  expect((await get(served.server.port, '/', { Cookie: admission.cookie })).status).toBe(200);
});

test('the same while the files of the page are replaced', { timeout: 300_000 }, async () => {
  const renderer = join(served.folder, 'renderer');
  let written = 0;
  await resetMany(resets / 4, 2, () => {
    written += 1;
    if (written % 10 === 0) writePage(renderer, '/'.repeat((written * 997) % 200_000));
  });
  expect(uncaught).toEqual([]);
  expect((await get(served.server.port, '/assets/app.js', { Cookie: admission.cookie })).status).toBe(200);
});
