import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { Admission, Served } from './serving.fixture.ts';
import { callOver, comeIn, get, openWindowSocket, serve } from './serving.fixture.ts';

let served: Served;
let admission: Admission;
let socket: WebSocket;
beforeAll(async () => {
  served = await serve();
  admission = await comeIn(served.server);
  socket = await openWindowSocket(served.server.port, admission);
});
afterAll(async () => {
  socket.close();
  await served.end();
});

const inWorkspace = (name: string): string => join(served.folder, 'workspace', name);
const offer = (path: string) => callOver(socket, 'offerDownload', { path });

async function addressOf(path: string): Promise<string> {
  const offered = await offer(path);
  expect(offered).toMatchObject({ ok: true });
  return (offered as { value: { address: string } }).value.address;
}

const ask = (address: string, cookie = admission.cookie) =>
  get(served.server.port, address, { Cookie: cookie });

test('a file of the workspace is downloaded under its own name, as it is then', async () => {
  writeFileSync(inWorkspace("卷积 'a'.onnx"), 'before');
  const address = await addressOf("卷积 'a'.onnx");
  expect(address).toMatch(/^\/download\/[0-9a-f]{32}$/);
  writeFileSync(inWorkspace("卷积 'a'.onnx"), 'after it was written anew');
  const answer = await ask(address);
  expect([answer.status, answer.body]).toEqual([200, 'after it was written anew']);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '25',
    'content-disposition': "attachment; filename*=UTF-8''%E5%8D%B7%E7%A7%AF%20%27a%27.onnx",
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
});

test('an empty file is downloaded, and one that has gone is not there', async () => {
  writeFileSync(inWorkspace('empty.onnx'), '');
  const address = await addressOf('empty.onnx');
  expect(await ask(address)).toMatchObject({ status: 200, body: '' });
  rmSync(inWorkspace('empty.onnx'));
  expect(await ask(address)).toMatchObject({ status: 404 });
});

test('nobody downloads without the cookie, by a guess, or what lies outside', async () => {
  writeFileSync(inWorkspace('model.onnx'), 'weights');
  const address = await addressOf('model.onnx');
  expect(await ask(address, 'blockwright-1=guess')).toMatchObject({ status: 403 });
  expect(await ask(`/download/${'0'.repeat(32)}`)).toMatchObject({ status: 404 });
  expect(await ask('/download/..%2f..%2fdata')).toMatchObject({ status: 404 });
  expect(await offer('../data')).toMatchObject({ ok: false, issues: [{ code: 'file/outside-workspace' }] });
});

test('so many files are promised, and the oldest promise goes first', async () => {
  writeFileSync(inWorkspace('model.onnx'), 'weights');
  const first = await addressOf('model.onnx');
  for (let index = 0; index < 63; index += 1) await addressOf('model.onnx');
  expect(await ask(first)).toMatchObject({ status: 200 });
  const last = await addressOf('model.onnx');
  expect([(await ask(first)).status, (await ask(last)).status]).toEqual([404, 200]);
});
