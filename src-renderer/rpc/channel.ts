import { serving } from '../../src-core/contract.ts';

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

/** The socket of the serve shell, beside the page. The page shows its key as a protocol: a browser sends no other header. */
export function openSocket(events: ChannelEvents): void {
  const url = new URL(serving.socketPath, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const key = keyOfPage();
  const socket = new WebSocket(url, [serving.socketProtocol, ...(key === '' ? [] : [key])]);
  socket.addEventListener('open', () =>
    events.onOpen({ send: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() }),
  );
  socket.addEventListener('message', (event) => events.onMessage(read(event.data)));
  socket.addEventListener('close', () => events.onClose());
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
