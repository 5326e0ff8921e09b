import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { serving } from '../../src-core/contract.ts';

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/**
 * Whether a request is for this machine and for nobody else. The port is left open, as an SSH tunnel changes it; another name that
 * was made to point here is refused, and so is a request that names its host twice or, in front of its path, a second one.
 */
export function isForMe({ headers, rawHeaders, url = '/' }: IncomingMessage): boolean {
  const { host } = headers;
  const named = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (host === undefined || named.length !== 1 || !loopback.test(host)) return false;
  const base = `http://${host}`;
  return URL.canParse(url, base) && new URL(url, base).origin === new URL(base).origin;
}

/** Whether a request that names an origin names our own page. */
export const isOwnOrigin = ({ host, origin }: IncomingHttpHeaders): boolean =>
  origin === undefined || origin === `http://${host}`;

/** Whether a browser says that another page, of this site or not, caused the request. Programs that are no browsers say nothing. */
export const isForeign = ({ 'sec-fetch-site': site }: IncomingHttpHeaders): boolean =>
  site !== undefined && site !== 'same-origin' && site !== 'none';

/** The value of one cookie of a request. */
export function cookieOf(headers: IncomingHttpHeaders, name: string): string | null {
  for (const pair of headers.cookie?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** The key with which a socket is opened, after our protocol's name in the list of protocols. */
export function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const [protocol, key] = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  return protocol === serving.socketProtocol ? key : undefined;
}
