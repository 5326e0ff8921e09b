import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Admission, Served } from './serving.fixture.ts';
import { comeIn, serve } from './serving.fixture.ts';

let served: Served;
let admission: Admission;
beforeAll(async () => {
  served = await serve();
  admission = await comeIn(served.server);
});
afterAll(() => served.end());

/** Sends exactly these bytes; `{host}` and `{cookie}` stand for what is right. @returns the head of the answer */
async function head(text: string): Promise<string> {
  const socket = connect(served.server.port, '127.0.0.1');
  const host = `127.0.0.1:${served.server.port}`;
  socket.write(text.replaceAll('{host}', host).replaceAll('{cookie}', admission.cookie), 'latin1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (data: string) => {
    answer += data;
    if (answer.includes('\r\n\r\n')) socket.destroy();
  });
  await once(socket, 'close');
  return answer.slice(0, answer.indexOf('\r\n\r\n')).toLowerCase();
}

const statusOf = (text: string): number => Number(/^http\/1\.1 (\d{3}) /.exec(text)?.[1]);
const known = 'Host: {host}\r\nCookie: {cookie}\r\n';
const upgrade =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

test.each([
  ['the page', `GET / HTTP/1.1\r\n${known}\r\n`, 200],
  ['a script', `GET /assets/app.js HTTP/1.1\r\n${known}\r\n`, 200],
  ['nothing', `GET /none HTTP/1.1\r\n${known}\r\n`, 404],
  ['a head', `HEAD / HTTP/1.1\r\n${known}\r\n`, 200],
  ['a stranger', 'GET / HTTP/1.1\r\nHost: {host}\r\n\r\n', 403],
  ['a question for the socket', `GET /rpc HTTP/1.1\r\n${known}\r\n`, 403],
  ['a spent ticket', 'GET /open?ticket=guess HTTP/1.1\r\nHost: {host}\r\n\r\n', 403],
  ['another method', `POST / HTTP/1.1\r\n${known}Content-Length: 0\r\n\r\n`, 405],
  [
    'a body that waits to be asked for',
    `POST / HTTP/1.1\r\n${known}Expect: 100-continue\r\nContent-Length: 9\r\n\r\n`,
    405,
  ],
  ['another expectation', `GET / HTTP/1.1\r\n${known}Expect: miracles\r\n\r\n`, 417],
  ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', 405],
  ['a refused socket', `GET /rpc HTTP/1.1\r\n${known}${upgrade}Origin: http://{host}\r\n\r\n`, 403],
  ['a socket without an origin', `GET /rpc HTTP/1.1\r\n${known}${upgrade}\r\n`, 403],
  ['a socket elsewhere', `GET /other HTTP/1.1\r\n${known}${upgrade}Origin: http://{host}\r\n\r\n`, 404],
  ['no host', `GET / HTTP/1.1\r\nCookie: {cookie}\r\n\r\n`, 403],
  ['another host', 'GET / HTTP/1.1\r\nHost: evil.example\r\nCookie: {cookie}\r\n\r\n', 403],
  ['two hosts', `GET / HTTP/1.1\r\n${known}Host: evil.example\r\n\r\n`, 403],
  [
    'two hosts, ours last',
    'GET / HTTP/1.1\r\nHost: evil.example\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n',
    403,
  ],
  ['the same host twice', `GET / HTTP/1.1\r\n${known}Host: {host}\r\n\r\n`, 403],
  ['our address in full', `GET http://{host}/ HTTP/1.1\r\n${known}\r\n`, 200],
  ['another address in full', `GET http://evil.example/ HTTP/1.1\r\n${known}\r\n`, 403],
  ['another scheme in full', `GET https://{host}/ HTTP/1.1\r\n${known}\r\n`, 403],
  ['a path that is an address', `GET //evil.example/ HTTP/1.1\r\n${known}\r\n`, 403],
  [
    'a socket by another address',
    `GET http://evil.example/rpc HTTP/1.1\r\n${known}${upgrade}Origin: http://{host}\r\n\r\n`,
    403,
  ],
  ['noise', '\x16\x03\x01\x02\x00\x01\r\n\r\n', 400],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nHost: {host}\r\n${`X: ${'x'.repeat(1000)}\r\n`.repeat(40)}\r\n`,
    431,
  ],
])('%s is answered with a policy and all guarding headers', async (_, text, status) => {
  const answer = await head(text);
  expect(statusOf(answer), answer).toBe(status);
  for (const header of [
    "content-security-policy: default-src 'none'; ",
    'x-content-type-options: nosniff',
    'referrer-policy: no-referrer',
    'cross-origin-opener-policy: same-origin',
    'cross-origin-resource-policy: same-origin',
  ]) {
    expect(answer).toContain(`\r\n${header}`);
  }
  expect(answer).toContain("frame-ancestors 'none'");
});

test('a socket that is impossible is answered with them too', async () => {
  const wrong = upgrade.replace('Version: 13', 'Version: 1');
  const key = `Sec-WebSocket-Protocol: blockwright, ${admission.key}\r\n`;
  const answer = await head(`GET /rpc HTTP/1.1\r\n${known}${wrong}${key}Origin: http://{host}\r\n\r\n`);
  expect(statusOf(answer)).toBe(400);
  expect(answer).toContain("\r\ncontent-security-policy: default-src 'none'; ");
});
