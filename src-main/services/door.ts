import { createBirpc } from 'birpc';
import * as v from 'valibot';
import type { CallName, Services, WindowEvents } from '../../src-core/contract.ts';
import { callSchemas } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';

/** One window's connection to its services. */
export interface Door {
  /** Takes a message of the window, whatever it is: a call with wrong arguments is answered by an issue, noise by nothing. Resolves when that is done. */
  receive(message: unknown): Promise<void>;
  close(): void;
}

/** The services of one window. */
export interface WindowServices {
  readonly services: Services;
  /** The window has gone: what it started is stopped. */
  end(): void;
}

/** A call as birpc frames it. Anything else that a window sends is noise: it is never asked for a result. */
const frameSchema = v.object({
  t: v.literal('q'),
  i: v.optional(v.pipe(v.string(), v.maxLength(64))),
  m: v.string(),
  a: v.array(v.unknown()),
});

const isCall = (name: string): name is CallName => Object.hasOwn(callSchemas, name);

const invalid = (call: string, detail: string): Result<never> =>
  fail(issue('call/invalid', {}, { call, detail }));

function describe(problem: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(problem);
  return path === null ? problem.message : `${path}: ${problem.message}`;
}

/** Checks the arguments of a call against the contract, then makes it. Never rejects. */
async function answer(services: Services, name: string, args: readonly unknown[]): Promise<Result<unknown>> {
  if (!isCall(name)) return invalid(name.slice(0, 64), 'there is no such call');
  const parsed = v.safeParse(callSchemas[name], args[0]);
  if (args.length !== 1) return invalid(name, `it takes one argument, got ${args.length}`);
  if (!parsed.success) return invalid(name, describe(parsed.issues[0]));
  // The schema of this very name has accepted the argument; TypeScript cannot follow a name through two tables.
  const call = services[name] as (argument: unknown) => Promise<Result<unknown>>;
  try {
    return await call(parsed.output);
  } catch (error) {
    return fail(
      issue(
        'call/failed',
        {},
        { call: name, detail: error instanceof Error ? error.message : String(error) },
      ),
    );
  }
}

/**
 * Connects a window to its services.
 * @param open makes the services; what they tell the window goes through the events that it is handed
 * @param post sends a message to the window
 * @param hasRoom whether the window reads what it is sent; while it does not, it is told no progress
 */
export function openDoor(
  open: (window: WindowEvents) => WindowServices,
  post: (message: unknown) => void,
  hasRoom: () => boolean = () => true,
): Door {
  let receive: (message: unknown) => unknown = () => undefined;
  let closed = false;
  const rpc = createBirpc<WindowEvents>(
    {},
    {
      post: (message) => {
        if (!closed) post(message);
      },
      on: (listener) => {
        receive = listener;
      },
      resolver:
        (name) =>
        (...args: unknown[]) =>
          answer(opened.services, name, args),
    },
  );
  const opened = open({
    jobProgress: (event) => {
      if (!closed && hasRoom()) void rpc.jobProgress.asEvent(event);
    },
    jobDone: (event) => {
      if (!closed) void rpc.jobDone.asEvent(event);
    },
    openRequested: (event) => {
      if (!closed) void rpc.openRequested.asEvent(event);
    },
  });
  return {
    async receive(message) {
      const frame = v.safeParse(frameSchema, message);
      // birpc listens with a function that resolves when it has posted its answer.
      if (frame.success) await receive(frame.output);
    },
    close() {
      if (closed) return;
      closed = true;
      rpc.$close();
      opened.end();
    },
  };
}
