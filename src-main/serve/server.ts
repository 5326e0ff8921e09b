import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { WindowEvents } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { WindowServices } from '../services/door.ts';
import { onBehalfOf, outliveErrors } from './containment.ts';
import type { Denial } from './denial.ts';
import { deny, denyConnection } from './denial.ts';
import { Downloads } from './downloads.ts';
import type { Invitation } from './gate.ts';
import { Gate } from './gate.ts';
import { requestHandler } from './requests.ts';
import { upgrades } from './upgrade.ts';

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** out/renderer */
  readonly folder: string;
  /** @param promiseDownload promises a file to the browser, and returns where it is had */
  readonly openServices: (window: WindowEvents, promiseDownload: (path: string) => string) => WindowServices;
  readonly now?: () => number;
}

export interface AppServer {
  readonly port: number;
  invite(): Invitation;
  close(): Promise<void>;
}

/** Node's codes for what keeps it from reading a request. */
const unread: Readonly<Record<string, Denial>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'tooSlow',
  HPE_HEADER_OVERFLOW: 'tooLong',
};

/** Answers what is no request. Where an answer has begun on the connection, another would be read as a part of it. */
function denyUnread(error: NodeJS.ErrnoException, connection: Socket): void {
  if (error.code === 'ECONNRESET' || connection.bytesWritten > 0) return void connection.destroy();
  denyConnection(connection, unread[error.code ?? ''] ?? 'malformed');
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
  const downloads = new Downloads();
  const windows = upgrades(gate, (window) => openServices(window, (path) => downloads.promise(path)));
  const answer = requestHandler(gate, folder, downloads);
  // What Node would answer by itself would go out without our headers.
  const server = createServer({ requireHostHeader: false }, (request, response) =>
    onBehalfOf(request.socket, () => answer(request, response)),
  );
  server.on('connection', outliveErrors);
  server.on('clientError', denyUnread);
  server.on('checkContinue', (_, response) => deny(response, 'method'));
  server.on('checkExpectation', (_, response) => deny(response, 'expectation'));
  server.on('connect', (_, connection) => denyConnection(connection, 'method'));
  server.on('upgrade', (request, connection, head) =>
    onBehalfOf(connection, () => windows.upgrade(request, connection, head)),
  );
  const error = await listen(server, port);
  if (error !== null) return fail(issue('serve/port-taken', {}, { port, detail: error }));
  const actual = (server.address() as AddressInfo).port;
  gate.listensOn(actual);
  return ok({
    port: actual,
    invite: () => gate.invite(),
    async close() {
      windows.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
