import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call, connect, useConnection } from './services.ts';
import type { SocketRequest } from './socket-worker.ts';

/** The sockets that the page had its thread open; a test answers for the server. */
let sockets: FakeSocket[] = [];
let stored: string | null = 'first';
let status: number | null = 403;
let page: EventTarget;

interface FakeSocket {
  readonly protocols: readonly string[];
  readonly tell: (kind: 'open' | 'close') => void;
}

/** The thread that has the sockets of the page. */
class FakeThread extends EventTarget {
  postMessage(request: SocketRequest): void {
    if (request.kind !== 'open') return;
    const { number, protocols } = request;
    const tell = (kind: 'open' | 'close'): void => {
      this.dispatchEvent(Object.assign(new Event('message'), { data: { kind, number } }));
    };
    sockets.push({ protocols, tell });
  }
}

beforeEach(() => {
  sockets = [];
  page = new EventTarget();
  vi.useFakeTimers();
  vi.stubGlobal('window', page);
  vi.stubGlobal('location', new URL('http://127.0.0.1:4747/'));
  vi.stubGlobal('localStorage', { getItem: () => stored });
  vi.stubGlobal('Worker', FakeThread);
  vi.stubGlobal('fetch', async () => {
    if (status === null) throw new TypeError('Failed to fetch');
    return { status };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const events = { jobProgress: () => undefined, jobDone: () => undefined, openRequested: () => undefined };
const state = () => useConnection.getState().state;
const latest = (): FakeSocket => sockets.at(-1)!;

test('a page knows a server that was started anew, says so, and joins as soon as it is let in', async () => {
  const onOpen = vi.fn();
  const onFailed = vi.fn();
  connect(events, onOpen, onFailed);
  latest().tell('close');
  expect(onFailed).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(latest().protocols).toEqual(['blockwright', 'first']);
  latest().tell('open');
  expect(state()).toBe('open');
  expect(onOpen).toHaveBeenCalledTimes(1);

  status = null;
  latest().tell('close');
  await vi.advanceTimersByTimeAsync(0);
  expect(state()).toBe('lost');
  expect(onFailed).toHaveBeenCalledTimes(1);
  expect(await call('recentFiles', {})).toMatchObject({ ok: false, issues: [{ code: 'call/unreachable' }] });

  // The server is there again, and is another one.
  status = 403;
  await vi.advanceTimersByTimeAsync(5000);
  latest().tell('close');
  await vi.advanceTimersByTimeAsync(0);
  expect(state()).toBe('stranger');

  // Its new address is opened in another tab, which keeps the new key.
  const tried = sockets.length;
  stored = 'second';
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'theme' }));
  expect(sockets).toHaveLength(tried);
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'blockwright-key' }));
  expect(sockets).toHaveLength(tried + 1);
  expect(latest().protocols).toEqual(['blockwright', 'second']);
  latest().tell('open');
  expect(state()).toBe('open');
  expect(onOpen).toHaveBeenCalledTimes(2);
});
