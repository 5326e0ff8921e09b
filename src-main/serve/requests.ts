import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { serving } from '../../src-core/contract.ts';
import { contentPolicy, guardHeaders, newNonce, welcomePolicy } from '../page/content-policy.ts';
import { assetPath, renderPage } from '../page/page.ts';
import { deny } from './denial.ts';
import type { Downloads } from './downloads.ts';
import type { Admission, Gate } from './gate.ts';
import { ticketPath } from './gate.ts';
import { isForeign, isForMe, isOwnOrigin } from './guard.ts';

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

/** What a program asks for that has no page: only an address of its own, typed to no browser, is asked so. */
const programs = 'application/json';

/** Lets another Blockwright in, which keeps cookie and key itself. */
function admit(response: ServerResponse, { cookie, key }: Admission): void {
  response.writeHead(200, {
    ...guardHeaders,
    'Content-Type': programs,
    'Cache-Control': 'no-store',
    'Set-Cookie': cookie,
  });
  response.end(JSON.stringify({ key }));
}

/** Where a page connects to; not every browser takes a socket of the same host for its own. */
const socketsOf = ({ host = '' }: IncomingHttpHeaders): readonly string[] => [`ws://${host}`];

/** Hands out the files of the page. They may be replaced while the app is open: each is looked up when it is asked for. */
function assetHandler(
  folder: string,
): (request: IncomingMessage, response: ServerResponse, pathname: string) => void {
  const assets = sirv(folder, {
    dev: true,
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(guardHeaders)) response.setHeader(name, value);
      // The thread that has the sockets is bound by the policy of its own script.
      response.setHeader('Content-Security-Policy', contentPolicy(null, socketsOf(response.req.headers)));
      response.setHeader('Cache-Control', 'no-cache');
    },
  });
  return (request, response, pathname) => {
    const missing = () => deny(response, 'missing');
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

/** Answers plain requests: lets visitors in, and hands out the page and what was promised to those who are. */
export function requestHandler(
  gate: Gate,
  folder: string,
  downloads: Downloads,
): (request: IncomingMessage, response: ServerResponse) => void {
  const answerAsset = assetHandler(folder);
  return (request, response) => {
    const { headers, method } = request;
    if (!isForMe(request)) return deny(response, 'host');
    if (!isOwnOrigin(headers)) return deny(response, 'origin');
    if (method !== 'GET' && method !== 'HEAD') return deny(response, 'method');
    const url = new URL(request.url ?? '/', `http://${headers.host}`);
    if (url.pathname === ticketPath) {
      const admission = method === 'GET' ? gate.enter(url.searchParams.get('ticket') ?? '') : null;
      if (admission === null) return deny(response, 'session');
      return headers.accept === programs ? admit(response, admission) : welcome(response, admission);
    }
    if (isForeign(headers)) return deny(response, 'origin');
    if (url.pathname === serving.socketPath) {
      const key = headers[serving.keyHeader];
      if (!gate.admits(headers, typeof key === 'string' ? key : undefined)) return deny(response, 'session');
      return void response.writeHead(204, guardHeaders).end();
    }
    if (!gate.knows(headers)) return deny(response, 'session');
    if (url.pathname.startsWith(serving.downloadPath)) {
      return void downloads.answer(url.pathname, response, method === 'HEAD');
    }
    if (url.pathname !== '/' && url.pathname !== '/index.html') {
      return answerAsset(request, response, url.pathname);
    }
    renderPage(folder, socketsOf(headers)).then(
      (page) => response.writeHead(200, page.headers).end(page.html),
      () => deny(response, 'missing'),
    );
  };
}
