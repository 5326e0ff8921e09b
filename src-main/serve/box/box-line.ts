import { createBirpc } from 'birpc';
import { WebSocket } from 'ws';
import type { CallArgument, CallName, Services, WindowEvents } from '../../../src-core/contract.ts';
import { serving } from '../../../src-core/contract.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { KnownBox } from '../../files/known-boxes.ts';

/** The shell sends a ping every 30 s; a tunnel that died without a word is noticed after more than two of them. */
const silenceMs = 75_000;

/** A report of a profile has a row for each operator. */
const largestMessage = 80 * 1024 * 1024;

/** An open line to another machine's serve shell, as a window has one to its own. */
export interface BoxLine {
  /** Calls a service. Issue: box/line-broken. What comes back is not checked. */
  call<Name extends CallName>(name: Name, argument: CallArgument<Name>): Promise<Result<unknown>>;
  /** Resolves when the line is gone, by whichever side. */
  readonly gone: Promise<void>;
  close(): void;
}

function lineOf(box: string, socket: WebSocket, events: WindowEvents): BoxLine {
  let receive: (message: unknown) => void = () => undefined;
  const rpc = createBirpc<Services, WindowEvents>(events, {
    post: (message) => socket.send(JSON.stringify(message)),
    on: (listener) => {
      receive = listener;
    },
    timeout: -1,
  });
  let silence = setTimeout(() => socket.terminate(), silenceMs);
  socket.on('ping', () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.terminate(), silenceMs);
  });
  socket.on('message', (data) => {
    try {
      receive(JSON.parse(data.toString()));
    } catch {
      socket.terminate();
    }
  });
  const gone = new Promise<void>((resolve) =>
    socket.on('close', () => {
      clearTimeout(silence);
      rpc.$close();
      resolve();
    }),
  );
  return {
    async call(name, argument) {
      const service = rpc[name] as (argument: unknown) => Promise<Result<unknown>>;
      return service(argument).catch(() => fail(issue('box/line-broken', {}, { box })));
    },
    gone,
    close: () => socket.terminate(),
  };
}

/**
 * Opens a line with the secrets of a box. Issues: box/unreachable, box/stranger where it does not know them, as after it was
 * started anew, box/other where something else answers.
 */
export function openBoxLine(
  { box, origin, cookie, key }: KnownBox,
  events: WindowEvents,
): Promise<Result<BoxLine>> {
  const url = new URL(serving.socketPath, origin);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, [serving.socketProtocol, key], {
    headers: { cookie },
    origin,
    maxPayload: largestMessage,
    handshakeTimeout: 15_000,
  });
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_, { statusCode }) => {
      socket.terminate();
      resolve(fail(issue(statusCode === 403 ? 'box/stranger' : 'box/other', {}, { box })));
    });
    // Once the line is open, what breaks it is told by its end.
    socket.on('error', (error) =>
      resolve(fail(issue('box/unreachable', {}, { box, detail: error.message }))),
    );
    socket.on('open', () => resolve(ok(lineOf(box, socket, events))));
  });
}
