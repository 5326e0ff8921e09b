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

/** The socket of the serve shell, beside the page. */
export function openSocket(events: ChannelEvents): void {
  const url = new URL('/rpc', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  socket.addEventListener('open', () =>
    events.onOpen({ send: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() }),
  );
  socket.addEventListener('message', (event) => events.onMessage(read(event.data)));
  socket.addEventListener('close', () => events.onClose());
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
