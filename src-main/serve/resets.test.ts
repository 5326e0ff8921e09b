import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kinds, resetMany } from './resets.fixture.ts';
import type { Admission, Served } from './serving.fixture.ts';
import { comeIn, get, serve, writePage } from './serving.fixture.ts';

/** With BLOCKWRIGHT_TEST_ALL ten times as many. */
const resets = process.env.BLOCKWRIGHT_TEST_ALL === '1' ? 20_000 : 2000;

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
  await resetMany({ port: served.server.port, admission }, resets, 1);
  expect(uncaught).toEqual([]);
  expect((await get(served.server.port, '/', { Cookie: admission.cookie })).status).toBe(200);
});

test('the same while the files of the page are replaced', { timeout: 300_000 }, async () => {
  const renderer = join(served.folder, 'renderer');
  let written = 0;
  await resetMany({ port: served.server.port, admission }, resets / 4, 2, () => {
    written += 1;
    if (written % 10 === 0) writePage(renderer, '/'.repeat((written * 997) % 200_000));
  });
  expect(uncaught).toEqual([]);
  expect((await get(served.server.port, '/assets/app.js', { Cookie: admission.cookie })).status).toBe(200);
});
