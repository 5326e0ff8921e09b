import { createBirpc } from 'birpc';
import { create } from 'zustand';
import type { CallArgument, CallName, CallResults, Services, WindowEvents } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import type { Channel } from './channel.ts';
import { awaitPort, isStranger, onLetIn, openSocket } from './channel.ts';

/**
 * `connecting` before the first connection, `lost` after one has gone, `stranger` while a server answers that has not let this
 * page in, as after a restart. All of them try again by themselves.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'stranger';

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }));

const firstWait = 250;
const longestWait = 5000;

let remote: { call: Services; close: () => void } | null = null;
let receive: (message: unknown) => void = () => {};
let wait = firstWait;

function attach(channel: Channel, events: WindowEvents): void {
  const rpc = createBirpc<Services, WindowEvents>(events, {
    post: (message) => channel.send(message),
    on: (listener) => {
      receive = listener;
    },
    // A file dialog or a long export answers when it answers; a lost connection rejects what is pending.
    timeout: -1,
  });
  remote = { call: rpc, close: () => rpc.$close() };
  wait = firstWait;
  useConnection.setState({ state: 'open' });
}

/**
 * Connects to the services and stays connected; events reach `events`.
 * @param onOpen runs after every connection
 * @param onFailed runs after every try that came to nothing
 */
export function connect(events: WindowEvents, onOpen: () => void, onFailed: () => void): void {
  const isServed = location.protocol === 'http:' || location.protocol === 'https:';
  const handlers = {
    onOpen: (channel: Channel) => {
      attach(channel, events);
      onOpen();
    },
    onMessage: (message: unknown) => receive(message),
    onClose: () => {
      remote?.close();
      if (useConnection.getState().state === 'open') useConnection.setState({ state: 'lost' });
      else onFailed();
      remote = null;
      if (isServed) void tryLater();
    },
  };
  let retry: ReturnType<typeof setTimeout> | null = null;
  const tryNow = (): void => {
    retry = null;
    openSocket(handlers);
  };
  const tryLater = async (): Promise<void> => {
    if (await isStranger()) useConnection.setState({ state: 'stranger' });
    retry = setTimeout(tryNow, wait);
    wait = Math.min(longestWait, wait * 2);
  };
  if (isServed) {
    onLetIn(() => {
      if (retry === null) return;
      clearTimeout(retry);
      tryNow();
    });
    openSocket(handlers);
  } else {
    awaitPort(handlers);
  }
}

/** Calls a service. Every failure is an issue, a missing connection too. */
export async function call<Name extends CallName>(
  name: Name,
  argument: CallArgument<Name>,
): Promise<Result<CallResults[Name]>> {
  if (remote === null) return fail(issue('call/unreachable'));
  const service = remote.call[name] as (argument: CallArgument<Name>) => Promise<Result<CallResults[Name]>>;
  try {
    return await service(argument);
  } catch (error) {
    if (remote === null) return fail(issue('call/unreachable'));
    return fail(
      issue(
        'call/failed',
        {},
        { call: name, detail: error instanceof Error ? error.message : String(error) },
      ),
    );
  }
}
