import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';

/** What a fault costs. */
interface Connection {
  destroy(): void;
}

/** The connection on whose behalf the code that is running now was started; timers and promises keep it. */
const served = new AsyncLocalStorage<Connection>();

/**
 * Does work on behalf of a connection, so that a fault in it, now or later, is known to be that connection's. Never throws:
 * a fault goes to `containFaults`.
 */
export function onBehalfOf(connection: Connection, work: () => void): void {
  served.run(connection, () => {
    try {
      work();
    } catch (error) {
      // Raised in a turn of its own, which still knows the connection; thrown from here it would leave that behind.
      setImmediate(() => {
        throw error;
      });
    }
  });
}

/** A connection fails when the other side goes, at any moment of its life. It destroys itself then; nobody else needs to know. */
export function outliveErrors(connection: Socket): void {
  connection.on('error', () => undefined);
}

/**
 * The last resort against faults of the program: one that nobody caught, in a promise or not, is told and costs the connection
 * that it happened on; the process and all other connections go on.
 */
export function containFaults(tell: (text: string) => void): void {
  process.on('uncaughtException', (error) => {
    tell(`Blockwright goes on after a fault: ${error.stack ?? error.message}`);
    served.getStore()?.destroy();
  });
}
