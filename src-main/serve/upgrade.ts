import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WindowEvents } from '../../src-core/contract.ts';
import { serving } from '../../src-core/contract.ts';
import type { WindowServices } from '../services/door.ts';
import { denyConnection } from './denial.ts';
import type { Gate } from './gate.ts';
import { isForMe, isOwnOrigin, keyOf } from './guard.ts';
import { connectSocket } from './socket.ts';

/** Designs are at most 32 MiB of text, which JSON may double. */
const largestMessage = 80 * 1024 * 1024;

/** Each window has one; each may hold some designs. */
const socketLimit = 32;

/** Turns requests for a socket into windows with services, or answers why not. */
interface Upgrades {
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  /** Cuts all sockets. */
  end(): void;
}

export function upgrades(gate: Gate, openServices: (window: WindowEvents) => WindowServices): Upgrades {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    handleProtocols: () => serving.socketProtocol,
  });
  // The one answer of the package's own would go out without our headers.
  sockets.on('wsClientError', (_, connection) => denyConnection(connection, 'malformed'));
  return {
    upgrade(request, connection, head) {
      const { headers } = request;
      if (!isForMe(request)) return denyConnection(connection, 'host');
      if (headers.origin === undefined || !isOwnOrigin(headers)) return denyConnection(connection, 'origin');
      if (request.url !== serving.socketPath) return denyConnection(connection, 'missing');
      if (!gate.admits(headers, keyOf(headers))) return denyConnection(connection, 'session');
      if (sockets.clients.size >= socketLimit) return denyConnection(connection, 'full');
      sockets.handleUpgrade(request, connection, head, (socket) => connectSocket(socket, openServices));
    },
    end() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}
