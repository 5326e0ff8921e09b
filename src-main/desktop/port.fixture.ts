import type { MessagePort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Services, WindowEvents } from '../../src-core/contract.ts';
import type { Port } from './port.ts';

/** Node's port in the manner of Electron's, whose listeners get an event. */
export const asMain = (port: MessagePort): Port => ({
  postMessage: (message) => port.postMessage(message),
  on: (event: string, listener: (event: { data: unknown }) => void) =>
    port.on(event as 'message', (data) => listener({ data })),
  start: () => port.start(),
});

/** The page's end of the channel, as src-renderer/rpc makes it. */
export function connectPage(port: MessagePort, events: WindowEvents): Services {
  return createBirpc<Services, WindowEvents>(events, {
    post: (message) => port.postMessage(message),
    on: (listener) => port.on('message', listener),
    timeout: -1,
  });
}
