import type { WebSocket } from 'ws';
import type { WindowEvents } from '../../src-core/contract.ts';
import type { WindowServices } from '../services/door.ts';
import { openDoor } from '../services/door.ts';
import { onBehalfOf } from './containment.ts';
import { Intake } from './intake.ts';

/** A tunnel that died without a word, or a window that has stopped reading, is noticed within two of these. */
const heartbeat = 30_000;

/** Connects one window to its services over its socket. Messages are JSON texts. */
export function connectSocket(
  socket: WebSocket,
  openServices: (window: WindowEvents) => WindowServices,
): void {
  const connection = { destroy: () => socket.terminate() };
  const intake = new Intake<unknown>(
    socket,
    (message) =>
      new Promise((answered) => {
        onBehalfOf(connection, () => void door.receive(message).finally(answered));
      }),
  );
  const door = openDoor(
    openServices,
    (message) => socket.send(JSON.stringify(message), () => intake.advance()),
    () => intake.hasRoom,
  );
  let alive = true;
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, heartbeat);
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(1003);
    let message: unknown;
    try {
      message = JSON.parse(data.toString());
    } catch {
      return socket.close(1007);
    }
    intake.push(message);
  });
  // A broken frame or one that is too large closes the socket; nothing else is to be done about it.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(timer);
    door.close();
  });
}
