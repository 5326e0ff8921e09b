import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { workspace } from '../files/access.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { keysFile } from '../files/chosen-keys.ts';
import { keptWork } from '../files/kept.ts';
import { knownBoxes } from '../files/known-boxes.ts';
import { recentFiles } from '../files/recent.ts';
import { resultStore } from '../files/result-store.ts';
import { openServices } from '../services/services.ts';
import { openBoxes } from './box/boxes.ts';
import type { AppServer } from './server.ts';
import { startServer } from './server.ts';
import { comeIn } from './serving.fixture.ts';

let folder: string;
let server: AppServer;
let time = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  mkdirSync(join(folder, 'workspace'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'renderer', 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  writeFileSync(join(folder, 'renderer', 'assets', 'app.js'), 'void 0');
  const access = await workspace(join(folder, 'workspace'));
  const started = await startServer({
    port: 0,
    folder: join(folder, 'renderer'),
    now: () => time,
    openServices: (window) =>
      openServices(
        {
          shell: 'serve',
          version: '1.2.3',
          open: null,
          access,
          recent: recentFiles(join(folder, 'data')),
          keys: keysFile(join(folder, 'data')),
          calibrations: calibrationStore(join(folder, 'data')),
          kept: keptWork(join(folder, 'data')),
          results: resultStore(null),
          boxes: openBoxes(knownBoxes(null), '1.2.3'),
          dialogs: null,
          runner: null,
          onReady: () => undefined,
        },
        window,
      ),
  });
  if (!started.ok) throw new Error('the server did not start');
  server = started.value;
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A plain HTTP request whose path and headers go out exactly as given. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({
      host: '127.0.0.1',
      port: server.port,
      path,
      method,
      headers,
      setHost: !('Host' in headers),
    });
    call.on('error', reject);
    call.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    call.end();
  });
}

const pathOf = (address: string): string => address.slice(address.indexOf('/open'));

/** Comes in by a fresh address. @returns the cookie */
async function enter(): Promise<string> {
  const answer = await get(pathOf(server.invite().address));
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

describe('tickets', () => {
  test('a ticket is good for one visit, which sets a strict cookie and leads to a clean address', async () => {
    const invitation = server.invite();
    const first = await get(pathOf(invitation.address));
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^blockwright-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    const [, nonce, script] = /<script nonce="([^"]+)">(.+)<\/script>/.exec(first.body) ?? [];
    expect(first.headers['content-security-policy']).toContain(`script-src 'nonce-${nonce}'`);
    expect(script).toMatch(
      /^localStorage\.setItem\('blockwright-key', '[\w-]{43}'\); location\.replace\('\/'\);$/,
    );
    expect(first.headers['set-cookie']?.[0]).not.toContain(/'([\w-]{43})'/.exec(script ?? '')?.[1]);
    // Without one, a browser that has a window to show it in asks for /favicon.ico.
    expect(first.body).toContain('<link rel="icon" type="image/svg+xml" href="/icon.svg">');
    await invitation.spent;
    expect((await get(pathOf(invitation.address))).status).toBe(403);
  });

  test('a ticket dies after 60 seconds, a session does not', async () => {
    const cookie = await enter();
    const { address } = server.invite();
    time += 60_000;
    expect((await get(pathOf(address))).status).toBe(403);
    expect((await get('/', { Cookie: cookie })).status).toBe(200);
  });

  test.each(['/open', '/open?ticket=', '/open?ticket=guess'])('%s lets nobody in', async (path) => {
    expect((await get(path)).status).toBe(403);
  });

  test('HEAD does not spend a ticket', async () => {
    const path = pathOf(server.invite().address);
    expect((await get(path, {}, 'HEAD')).status).toBe(403);
    expect((await get(path)).status).toBe(200);
  });
});

describe('requests', () => {
  test('without a session there is nothing, not even the page', async () => {
    for (const path of ['/', '/index.html', '/assets/app.js', '/none'])
      expect((await get(path)).status).toBe(403);
    expect((await get('/', { Cookie: `blockwright-${server.port}=guess` })).status).toBe(403);
  });

  test('the page has a fresh nonce in its text and its policy', async () => {
    const cookie = await enter();
    const pages = await Promise.all(['/', '/index.html'].map((path) => get(path, { Cookie: cookie })));
    const nonces = pages.map(({ body, headers }) => {
      const nonce = /nonce="([^"]+)"/.exec(body)?.[1] ?? '';
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`);
      expect(headers['content-security-policy']).toContain(
        "default-src 'none'; script-src 'self'; worker-src 'self'",
      );
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(nonces[0]).not.toContain('__');
  });

  test.each(['evil.example', `evil.example:80`, '127.0.0.1.evil.example', ''])(
    'the host %j is refused',
    async (host) => {
      const cookie = await enter();
      expect((await get('/', { Cookie: cookie, Host: host })).status).toBeGreaterThanOrEqual(400);
    },
  );

  test('a tunnel may change the port', async () => {
    expect((await get('/', { Cookie: await enter(), Host: 'localhost:9000' })).status).toBe(200);
  });

  test('another origin, another site and another method are refused', async () => {
    const cookie = await enter();
    expect((await get('/', { Cookie: cookie, Origin: 'http://evil.example' })).status).toBe(403);
    expect((await get('/', { Cookie: cookie, Origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await get('/', { Cookie: cookie, Origin: 'null' })).status).toBe(403);
    expect((await get('/assets/app.js', { Cookie: cookie, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await get('/', { Cookie: cookie }, 'POST')).status).toBe(405);
    const own = `http://127.0.0.1:${server.port}`;
    expect((await get('/', { Cookie: cookie, Origin: own, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(
      200,
    );
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//../secret.txt',
    '/%',
  ])('%s leads nowhere', async (path) => {
    const answer = await get(path, { Cookie: await enter() });
    expect(answer.body).not.toContain('secret');
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  test('assets carry the guarding headers', async () => {
    const { status, headers } = await get('/assets/app.js', { Cookie: await enter() });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('javascript');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('files that are replaced, added or removed while the server runs are what it hands out', async () => {
    const headers = { Cookie: await enter() };
    const asset = (name: string) => join(folder, 'renderer', 'assets', name);
    writeFileSync(asset('app.js'), 'a text of another length');
    writeFileSync(asset('later.js'), 'void 1');
    expect((await get('/assets/app.js', headers)).body).toBe('a text of another length');
    expect((await get('/assets/later.js', headers)).body).toBe('void 1');
    rmSync(join(folder, 'renderer'), { recursive: true });
    for (const path of ['/', '/assets/app.js']) expect((await get(path, headers)).status).toBe(404);
  });

  test.skipIf(process.platform === 'win32')('a file that cannot be read ends one answer only', async () => {
    const headers = { Cookie: await enter() };
    // A socket in the place of a file is found like a file, and fails when it is opened.
    const unreadable = createServer();
    await new Promise<void>((resolve) => {
      unreadable.listen(join(folder, 'renderer', 'assets', 'gone.js'), resolve);
    });
    await expect(get('/assets/gone.js', headers)).rejects.toThrow('socket hang up');
    expect((await get('/assets/app.js', headers)).status).toBe(200);
    await new Promise((resolve) => unreadable.close(resolve));
  });
});

describe('the socket', () => {
  const own = () => `http://127.0.0.1:${server.port}`;
  /** @param protocols what a page opens its socket with: the protocol's name and its key */
  const connect = (headers: Record<string, string>, protocols: readonly string[] = [], path = '/rpc') =>
    new WebSocket(`ws://127.0.0.1:${server.port}${path}`, [...protocols], { headers });

  /** A socket as our page opens it. */
  async function connectOurs(): Promise<WebSocket> {
    const { cookie, key } = await comeIn(server);
    return connect({ Cookie: cookie, Origin: own() }, ['blockwright', key]);
  }

  const outcome = (socket: WebSocket): Promise<'open' | 'refused'> =>
    new Promise((resolve) => {
      socket.on('open', () => resolve('open'));
      socket.on('error', () => resolve('refused'));
    });

  test('opens for our page with its cookie and its key, and for nobody else', async () => {
    const { cookie, key } = await comeIn(server);
    const ours = { Cookie: cookie, Origin: own() };
    const shown = ['blockwright', key];
    const open = connect(ours, shown);
    expect(await outcome(open)).toBe('open');
    expect(open.protocol).toBe('blockwright');
    open.close();
    const evil = 'http://evil.example';
    for (const [refused, protocols, path] of [
      [{ Cookie: cookie }, shown],
      [{ Origin: own() }, shown],
      [{ Cookie: cookie, Origin: 'null' }, shown],
      [{ Cookie: cookie, Origin: evil }, shown],
      [{ Cookie: cookie, Origin: evil, Host: 'evil.example' }, shown],
      [ours, shown, '/other'],
      // Another server of this machine receives the cookie, and may say that it is our page; it has no key.
      [ours, []],
      [ours, ['blockwright']],
      [ours, ['blockwright', 'guess']],
      [ours, ['other', key]],
      [ours, ['blockwright', cookie.split('=')[1]!]],
      [{ Cookie: `blockwright-${server.port}=${key}`, Origin: own() }, shown],
    ] as [Record<string, string>, string[], string?][]) {
      expect(await outcome(connect(refused, protocols, path)), JSON.stringify([refused, protocols])).toBe(
        'refused',
      );
    }
  });

  test('says in a plain answer whether it would open, so that a page knows a server that it has not come in to', async () => {
    const { cookie, key } = await comeIn(server);
    const ask = (headers: Record<string, string>) => get('/rpc', headers).then(({ status }) => status);
    expect(await ask({ Cookie: cookie, 'X-Blockwright-Key': key })).toBe(204);
    expect(await ask({ Cookie: cookie })).toBe(403);
    expect(await ask({ 'X-Blockwright-Key': key })).toBe(403);
    expect(await ask({ Cookie: cookie, 'X-Blockwright-Key': 'guess' })).toBe(403);
    expect(await ask({ Cookie: cookie, 'X-Blockwright-Key': key, Origin: 'http://evil.example' })).toBe(403);
  });

  async function ask(socket: WebSocket, frame: unknown): Promise<unknown> {
    const reply = new Promise((resolve) =>
      socket.once('message', (data) => resolve(JSON.parse(data.toString()))),
    );
    socket.send(JSON.stringify(frame));
    return reply;
  }

  test('answers calls, answers wrong ones with an issue, and outlives noise', async () => {
    const socket = await connectOurs();
    expect(await outcome(socket)).toBe('open');
    for (const noise of [
      'null',
      '[]',
      '1',
      '{"t":"q"}',
      '{"t":"q","m":{},"a":[]}',
      '{"t":"s","i":"x","r":1}',
      '{"t":"q","i":1,"m":"hello","a":{}}',
    ]) {
      socket.send(noise);
    }
    const call = (m: string, ...a: unknown[]) => ask(socket, { t: 'q', i: 'id', m, a });
    expect(await call('hello', {})).toMatchObject({
      i: 'id',
      r: { ok: true, value: { version: '1.2.3', shell: 'serve' } },
    });
    for (const [name, ...args] of [
      ['hello'],
      ['hello', 1],
      ['openFile', { path: 5 }],
      ['openFile', {}],
      ['nothing', {}],
      ['__proto__', {}],
      ['constructor', {}],
      ['startJob', { job: { kind: 'run', design: '{}', device: 'abacus', warmup: 1, runs: 1 } }],
    ] as [string, ...unknown[]][]) {
      expect(await call(name, ...args)).toMatchObject({
        i: 'id',
        r: { ok: false, issues: [{ code: 'call/invalid' }] },
      });
    }
    expect(await call('openFile', { path: '../secret.txt' })).toMatchObject({
      r: { ok: false, issues: [{ code: 'file/outside-workspace' }] },
    });
    const saved = await call('saveFile', {
      path: 'a.blockwright.json',
      suggestedName: '',
      text: '{}\n',
      overwrite: false,
    });
    expect(saved).toMatchObject({ r: { ok: true } });
    expect(await call('openFile', { path: 'a.blockwright.json' })).toMatchObject({
      r: { ok: true, value: { text: '{}\n' } },
    });
    expect(await call('recentFiles', {})).toMatchObject({ r: { ok: true, value: [{ name: 'a' }] } });
    socket.close();
  });

  test.each([['{broken'], [Buffer.from([1, 2, 3])]])('closes on what is no message: %j', async (data) => {
    const socket = await connectOurs();
    expect(await outcome(socket)).toBe('open');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.send(data);
    expect([1003, 1007]).toContain(await closed);
    expect((await get('/', { Cookie: await enter() })).status).toBe(200);
  });
});
