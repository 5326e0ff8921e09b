import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import type { WindowEvents } from '../../src-core/contract.ts';
import { serving } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { guardHeaders, newNonce, welcomePolicy } from '../page/content-policy.ts';
import { assetPath, renderPage } from '../page/page.ts';
import type { WindowServices } from '../services/door.ts';
import { onBehalfOf, outliveErrors } from './containment.ts';
import type { Admission, Invitation } from './gate.ts';
import { Gate, ticketPath } from './gate.ts';
import { isForeign, isLocalHost, isOwnOrigin, keyOf } from './guard.ts';
import { connectSocket } from './socket.ts';

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** out/renderer */
  readonly folder: string;
  readonly openServices: (window: WindowEvents) => WindowServices;
  readonly now?: () => number;
}

export interface AppServer {
  readonly port: number;
  invite(): Invitation;
  close(): Promise<void>;
}

/** Designs are at most 32 MiB of text, which JSON may double. */
const largestMessage = 80 * 1024 * 1024;

const denials = {
  host: 'This address is not for that host name.',
  origin: 'Another page may not use this address.',
  session: 'This address works once, for a minute. Press Enter where Blockwright runs to get a new one.',
  method: 'Only GET is answered here.',
  missing: 'There is nothing here.',
} as const;

function deny(response: ServerResponse, status: number, reason: keyof typeof denials): void {
  response.writeHead(status, {
    ...guardHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(`${denials[reason]}\n`);
}

/** A browser that is told of no icon asks for /favicon.ico, even for a page that leads on at once. */
const icon = '<link rel="icon" type="image/svg+xml" href="/icon.svg">';

/**
 * Lets a visitor in. Browsers send a strict cookie only with a navigation that our own page starts, so the way on is a page and
 * not a redirect; and only a page can keep the key where other ports cannot read it.
 */
function welcome(response: ServerResponse, { cookie, key }: Admission): void {
  const nonce = newNonce();
  response.writeHead(200, {
    ...guardHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': welcomePolicy(nonce),
    'Cache-Control': 'no-store',
    'Set-Cookie': cookie,
  });
  const keep = `localStorage.setItem('${serving.keyName}', '${key}'); location.replace('/');`;
  response.end(`<!doctype html>${icon}<title>Blockwright</title><script nonce="${nonce}">${keep}</script>\n`);
}

/** Hands out the files of the page. They may be replaced while the app is open: each is looked up when it is asked for. */
function assetHandler(
  folder: string,
): (request: IncomingMessage, response: ServerResponse, pathname: string) => void {
  const assets = sirv(folder, {
    dev: true,
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(guardHeaders)) response.setHeader(name, value);
      response.setHeader('Cache-Control', 'no-cache');
    },
  });
  return (request, response, pathname) => {
    const missing = () => deny(response, 404, 'missing');
    if (assetPath(folder, pathname) === null) return missing();
    // A file that goes between being found and being read ends this answer, not the server.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    try {
      assets(request, response, missing);
    } catch {
      missing();
    }
  };
}

function requestHandler(
  gate: Gate,
  folder: string,
): (request: IncomingMessage, response: ServerResponse) => void {
  const answerAsset = assetHandler(folder);
  return (request, response) => {
    const { headers, method } = request;
    if (!isLocalHost(headers.host)) return deny(response, 403, 'host');
    if (!isOwnOrigin(headers)) return deny(response, 403, 'origin');
    if (method !== 'GET' && method !== 'HEAD') return deny(response, 405, 'method');
    const base = `http://${headers.host}`;
    if (!URL.canParse(request.url ?? '/', base)) return deny(response, 404, 'missing');
    const url = new URL(request.url ?? '/', base);
    if (url.pathname === ticketPath) {
      const admission = method === 'GET' ? gate.enter(url.searchParams.get('ticket') ?? '') : null;
      return admission === null ? deny(response, 403, 'session') : welcome(response, admission);
    }
    if (isForeign(headers)) return deny(response, 403, 'origin');
    if (url.pathname === serving.socketPath) {
      const key = headers[serving.keyHeader];
      if (!gate.admits(headers, typeof key === 'string' ? key : undefined))
        return deny(response, 403, 'session');
      return void response.writeHead(204, guardHeaders).end();
    }
    if (!gate.knows(headers)) return deny(response, 403, 'session');
    if (url.pathname !== '/' && url.pathname !== '/index.html') {
      return answerAsset(request, response, url.pathname);
    }
    renderPage(folder, [`ws://${headers.host}`]).then(
      (page) => response.writeHead(200, page.headers).end(page.html),
      () => deny(response, 404, 'missing'),
    );
  };
}

function upgradeHandler(gate: Gate, openServices: ServerOptions['openServices']) {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    handleProtocols: () => serving.socketProtocol,
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { headers } = request;
    const allowed =
      request.url === serving.socketPath &&
      isLocalHost(headers.host) &&
      headers.origin !== undefined &&
      isOwnOrigin(headers) &&
      gate.admits(headers, keyOf(headers));
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => connectSocket(connection, openServices));
  };
  return { upgrade, sockets };
}

/** @returns why the port cannot be listened on, or null */
const listen = (server: Server, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    // It stays: a server that cannot take one connection, as without free file handles, still takes the next.
    server.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen(port, '127.0.0.1', () => resolve(null));
  });

/** Serves the app on loopback. Issue: serve/port-taken. */
export async function startServer({
  port,
  folder,
  openServices,
  now,
}: ServerOptions): Promise<Result<AppServer>> {
  const gate = new Gate(now);
  const { upgrade, sockets } = upgradeHandler(gate, openServices);
  const answer = requestHandler(gate, folder);
  const server = createServer((request, response) =>
    onBehalfOf(request.socket, () => answer(request, response)),
  );
  server.on('connection', outliveErrors);
  server.on('upgrade', (request, socket, head) => onBehalfOf(socket, () => upgrade(request, socket, head)));
  const error = await listen(server, port);
  if (error !== null) return fail(issue('serve/port-taken', {}, { port, detail: error }));
  const actual = (server.address() as AddressInfo).port;
  gate.listensOn(actual);
  return ok({
    port: actual,
    invite: () => gate.invite(),
    async close() {
      for (const connection of sockets.clients) connection.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
