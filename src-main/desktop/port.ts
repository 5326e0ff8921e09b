import type { WindowEvents } from '../../src-core/contract.ts';
import type { WindowServices } from '../services/door.ts';
import { openDoor } from '../services/door.ts';

/** What the preload script listens for, and posts to the page together with the port. */
export const portChannel = 'blockwright:port';

/** The end of a message channel that the main process keeps; Electron's MessagePortMain is one. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** Connects one window to its services over its port. */
export function connectPort(port: Port, openServices: (window: WindowEvents) => WindowServices): void {
  const door = openDoor(openServices, (message) => port.postMessage(message));
  port.on('message', ({ data }) => void door.receive(data));
  port.on('close', () => door.close());
  port.start();
}
