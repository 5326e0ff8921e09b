import type { Reply } from './protocol.ts';

/** The runner's end of the line to its client. */
export interface Port {
  send(reply: Reply): void;
  /** The next messages go here, in order. */
  receive(handle: (message: unknown) => void): void;
  /** The client is gone. */
  closed(handle: () => void): void;
}

/** What Electron puts on `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The line to whoever started this process: Electron's utility process or Node's fork. */
export function openPort(): Port {
  const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      send: (reply) => parentPort.postMessage(reply),
      receive: (handle) => parentPort.on('message', (event) => handle(event.data)),
      // Electron ends a utility process together with the one that started it.
      closed: () => undefined,
    };
  }
  if (process.send === undefined) throw new Error('the runner is started by its client, not by hand');
  return {
    send: (reply) => void process.send?.(reply),
    receive: (handle) => void process.on('message', handle),
    closed: (handle) => void process.on('disconnect', handle),
  };
}
