/** What the window asks of the thread that has its sockets. Each connection has a number of its own. */
export type SocketRequest =
  | { readonly kind: 'open'; readonly number: number; readonly url: string; readonly protocols: string[] }
  | { readonly kind: 'send'; readonly number: number; readonly message: unknown }
  | { readonly kind: 'close'; readonly number: number };

/** What that thread tells. */
export type SocketEvent =
  | { readonly kind: 'open' | 'close'; readonly number: number }
  | { readonly kind: 'message'; readonly number: number; readonly message: unknown };

const sockets = new Map<number, WebSocket>();

function open(number: number, url: string, protocols: string[]): void {
  const tell = (event: SocketEvent): void => postMessage(event);
  const socket = new WebSocket(url, protocols);
  sockets.set(number, socket);
  socket.addEventListener('open', () => tell({ kind: 'open', number }));
  socket.addEventListener('message', ({ data }) => {
    tell({ kind: 'message', number, message: JSON.parse(String(data)) });
  });
  socket.addEventListener('close', () => {
    sockets.delete(number);
    tell({ kind: 'close', number });
  });
}

/** The thread that has the sockets: a large design takes long to be written as a message and to be handed over. */
addEventListener('message', ({ data }: MessageEvent<SocketRequest>) => {
  if (data.kind === 'open') open(data.number, data.url, data.protocols);
  else if (data.kind === 'send') sockets.get(data.number)?.send(JSON.stringify(data.message));
  else sockets.get(data.number)?.close();
});
