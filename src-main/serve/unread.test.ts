import { afterEach, expect, test } from 'vitest';
import { ok } from '../../src-core/errors.ts';
import type { Served } from './serving.fixture.ts';
import { callOver, comeIn, openWindowSocket, serve } from './serving.fixture.ts';

let served: Served | null = null;
afterEach(async () => {
  await served?.end();
  served = null;
});

const megabyte = 1024 * 1024;
const calls = 120;

test('a window that asks and does not read gets a bounded number of answers made, and all of them once it reads', {
  timeout: 60_000,
}, async () => {
  let made = 0;
  served = await serve((own) => ({
    ...own,
    services: {
      ...own.services,
      async openFile() {
        made += 1;
        return ok({ path: 'a.blockwright.json', text: 'x'.repeat(megabyte), hash: '0'.repeat(64) });
      },
    },
  }));
  const { port } = served.server;
  const admission = await comeIn(served.server);
  const greedy = await openWindowSocket(port, admission);
  const other = await openWindowSocket(port, admission);
  greedy.pause();
  const answers = Array.from({ length: calls }, () => callOver(greedy, 'openFile', { path: 'a' }));

  // Another window is served meanwhile, until nothing more is begun for the greedy one.
  let before = -1;
  while (made === 0 || made !== before) {
    before = made;
    for (let n = 0; n < 200; n++) expect(await callOver(other, 'hello', {})).toMatchObject({ ok: true });
  }
  // What the system takes off the server's hands is some megabytes, and the server's own share four.
  expect(made).toBeLessThan(40);

  greedy.resume();
  expect(await Promise.all(answers)).toHaveLength(calls);
  expect(made).toBe(calls);
});

test('a server has so many sockets and no more', async () => {
  served = await serve();
  const { server } = served;
  const admission = await comeIn(server);
  const open = [];
  for (let n = 0; n < 32; n++) open.push(await openWindowSocket(server.port, admission));
  await expect(openWindowSocket(server.port, admission)).rejects.toThrow('503');
  open[0]!.close();
  await expect
    .poll(() => openWindowSocket(server.port, admission).then((socket) => callOver(socket, 'hello', {})))
    .toMatchObject({ ok: true });
});
