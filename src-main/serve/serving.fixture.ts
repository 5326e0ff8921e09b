import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawData } from 'ws';
import { WebSocket } from 'ws';
import type { WindowEvents } from '../../src-core/contract.ts';
import { workspace } from '../files/access.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { keysFile } from '../files/chosen-keys.ts';
import { keptWork } from '../files/kept.ts';
import { knownBoxes } from '../files/known-boxes.ts';
import { recentFiles } from '../files/recent.ts';
import { resultStore } from '../files/result-store.ts';
import type { WindowServices } from '../services/door.ts';
import { openServices } from '../services/services.ts';
import { openBoxes } from './box/boxes.ts';
import type { AppServer } from './server.ts';
import { startServer } from './server.ts';

/** For tests only: a server of its own with a page, a workspace and no runner. */

export interface Served {
  readonly server: AppServer;
  /** Holds renderer/, workspace/ and data/. */
  readonly folder: string;
  end(): Promise<void>;
}

/** Writes the page and one script of it, as a build does. */
export function writePage(renderer: string, script: string): void {
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  writeFileSync(join(renderer, 'assets', 'app.js'), script);
}

/** @param change what takes the place of the usual services of a window */
export async function serve(change: (own: WindowServices) => WindowServices = (own) => own): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'));
  mkdirSync(join(folder, 'workspace'));
  writePage(join(folder, 'renderer'), 'void 0');
  const context = {
    shell: 'serve',
    version: '1.2.3',
    open: null,
    access: await workspace(join(folder, 'workspace')),
    recent: recentFiles(join(folder, 'data')),
    keys: keysFile(join(folder, 'data')),
    calibrations: calibrationStore(join(folder, 'data')),
    kept: keptWork(join(folder, 'data')),
    results: resultStore(null),
    boxes: openBoxes(knownBoxes(null), '1.2.3'),
    dialogs: null,
    runner: null,
    onReady: () => undefined,
  } as const;
  const started = await startServer({
    port: 0,
    folder: join(folder, 'renderer'),
    openServices: (window: WindowEvents, promiseDownload) =>
      change(openServices({ ...context, promiseDownload }, window)),
  });
  if (!started.ok) throw new Error('the server did not start');
  return {
    server: started.value,
    folder,
    async end() {
      await started.value.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A plain HTTP request on a connection of its own. */
export function get(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, headers, agent: false });
    call.on('error', reject);
    call.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    call.end();
  });
}

/** What a browser has once it has come in. */
export interface Admission {
  readonly cookie: string;
  readonly key: string;
}

/** Comes in by an address. */
export async function comeInBy(address: string): Promise<Admission> {
  const { port, pathname, search } = new URL(address);
  const answer = await get(Number(port), pathname + search);
  return {
    cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
    key: /setItem\('blockwright-key', '([\w-]{43})'\)/.exec(answer.body)?.[1] ?? '',
  };
}

/** Comes in by a fresh address. */
export const comeIn = (server: AppServer): Promise<Admission> => comeInBy(server.invite().address);

/** Opens a socket as our page does; it is open, or refused, once the returned promise settles. */
export async function openWindowSocket(port: number, { cookie, key }: Admission): Promise<WebSocket> {
  const headers = { Cookie: cookie, Origin: `http://127.0.0.1:${port}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['blockwright', key], { headers });
  await once(socket, 'open');
  return socket;
}

/** Calls of a socket that wait for their answer. */
const pending = new WeakMap<WebSocket, Map<string, (result: unknown) => void>>();
let calls = 0;

function pendingOf(socket: WebSocket): Map<string, (result: unknown) => void> {
  const known = pending.get(socket);
  if (known !== undefined) return known;
  const waiting = new Map<string, (result: unknown) => void>();
  pending.set(socket, waiting);
  socket.on('message', (data: RawData) => {
    const message = JSON.parse(data.toString());
    waiting.get(message.i)?.(message.r);
  });
  return waiting;
}

/** Makes a call as the page does. @returns what it is answered with */
export function callOver(socket: WebSocket, name: string, argument: unknown): Promise<unknown> {
  calls += 1;
  const id = `call${calls}`;
  return new Promise((resolve) => {
    pendingOf(socket).set(id, resolve);
    socket.send(JSON.stringify({ t: 'q', i: id, m: name, a: [argument] }));
  });
}
