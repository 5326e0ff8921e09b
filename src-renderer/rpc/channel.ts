import { serving } from '../../src-core/contract.ts';
import type { SocketEvent, SocketRequest } from './socket-worker.ts';

/** A way to the services that carries whole messages in order. */
export interface Channel {
  send(message: unknown): void;
  close(): void;
}

export interface ChannelEvents {
  readonly onOpen: (channel: Channel) => void;
  readonly onMessage: (message: unknown) => void;
  readonly onClose: () => void;
}

/** What the preload script posts to the window together with its port. */
export const portMessage = 'blockwright:port';

const read = (data: unknown): unknown => (typeof data === 'string' ? JSON.parse(data) : data);

const keyOfPage = (): string => globalThis.localStorage?.getItem(serving.keyName) ?? '';

let thread: Worker | null = null;
let connections = 0;

/**
 * The socket of the serve shell, beside the page, on a thread of its own. The page shows its key as a protocol: a browser sends
 * no other header.
 */
export function openSocket(events: ChannelEvents): void {
  const url = new URL(serving.socketPath, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const key = keyOfPage();
  connections += 1;
  const number = connections;
  thread ??= new Worker(new URL('./socket-worker.ts', import.meta.url), { type: 'module' });
  const worker = thread;
  const ask = (request: SocketRequest): void => worker.postMessage(request);
  const end = (): void => {
    worker.removeEventListener('message', hear);
    worker.removeEventListener('error', fail);
    events.onClose();
  };
  const fail = (): void => {
    if (thread === worker) thread = null;
    end();
  };
  const hear = ({ data }: MessageEvent<SocketEvent>): void => {
    if (data.number !== number) return;
    if (data.kind === 'close') end();
    else if (data.kind === 'message') events.onMessage(data.message);
    else {
      events.onOpen({
        send: (message) => ask({ kind: 'send', number, message }),
        close: () => ask({ kind: 'close', number }),
      });
    }
  };
  worker.addEventListener('message', hear);
  // The thread could not be loaded, as while the server is being replaced; the next attempt starts another.
  worker.addEventListener('error', fail);
  const protocols = [serving.socketProtocol, ...(key === '' ? [] : [key])];
  ask({ kind: 'open', number, url: String(url), protocols });
}

/** Whether a server answers that does not know this page; a socket that is refused does not say why. Never rejects. */
export async function isStranger(): Promise<boolean> {
  try {
    const headers = { [serving.keyHeader]: keyOfPage() };
    const { status } = await fetch(serving.socketPath, { headers, cache: 'no-store' });
    return status === 403;
  } catch {
    return false;
  }
}

/** Calls back when this browser was let in by a server anew, in whatever tab. */
export function onLetIn(callback: () => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === serving.keyName) callback();
  });
}

/** The port that the desktop shell's preload hands over; only this window can post such a message to itself. */
export function awaitPort(events: ChannelEvents): void {
  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (event.source !== window || event.data !== portMessage || port === undefined) return;
    port.addEventListener('message', (message) => events.onMessage(read(message.data)));
    port.addEventListener('close', () => events.onClose());
    port.start();
    events.onOpen({ send: (message) => port.postMessage(message), close: () => port.close() });
  });
}
