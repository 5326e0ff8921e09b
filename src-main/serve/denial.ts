import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { guardHeaders } from '../page/content-policy.ts';

const denials = {
  host: { status: 403, text: 'This address is not for that host name.' },
  origin: { status: 403, text: 'Another page may not use this address.' },
  session: {
    status: 403,
    text: 'This address works once, for a minute. Press Enter where Blockwright runs to get a new one.',
  },
  method: { status: 405, text: 'Only GET is answered here.' },
  missing: { status: 404, text: 'There is nothing here.' },
  expectation: { status: 417, text: 'Nothing is expected here.' },
  malformed: { status: 400, text: 'This is no request.' },
  tooLong: { status: 431, text: 'This request says too much.' },
  tooSlow: { status: 408, text: 'This request takes too long.' },
  full: { status: 503, text: 'Too many windows are open.' },
} as const;
export type Denial = keyof typeof denials;

const headers = {
  ...guardHeaders,
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
};

export function deny(response: ServerResponse, reason: Denial): void {
  const { status, text } = denials[reason];
  response.writeHead(status, headers);
  response.end(`${text}\n`);
}

/** As `deny`, on a connection for which there is no response: before a request is whole, or once it has asked for a socket. */
export function denyConnection(connection: Duplex, reason: Denial): void {
  if (!connection.writable) return void connection.destroy();
  const { status, text } = denials[reason];
  const body = `${text}\n`;
  const lines = Object.entries({ ...headers, 'Content-Length': String(body.length), Connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`, () =>
    connection.destroy(),
  );
}
