import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { networkOf } from '../../src-core/catalogue.ts';
import type { NetworkItem } from '../../src-core/networks/ready-network.ts';
import { network } from '../../src-core/networks/ready-network.ts';
import { privateFolder } from '../files/private-folder.ts';
import { builtRunner } from './built.fixture.ts';
import type { RunnerOptions } from './client.ts';
import { RunnerClient } from './client.ts';
import type { RunnerProcess, StartProcess } from './start.ts';
import { forkProcess } from './start.ts';

/** Designs, and clients whose processes and temporary files can be watched. */

const text = (title: string, items: readonly NetworkItem[]): string =>
  JSON.stringify(network(title, [], items));

export const small = text('Small', [
  { id: 'input', definition: 'input', fields: { channels: 16, height: 12, width: 10 } },
  { id: 'conv', definition: 'conv2d', fields: { outChannels: 8 } },
  { id: 'relu', definition: 'relu' },
  { id: 'output', definition: 'output' },
]);
/** Soon loaded, and each run takes a while. */
const heavy = text('Heavy', [
  { id: 'input', definition: 'input', fields: { batch: 8, channels: 64, height: 112, width: 112 } },
  { id: 'conv', definition: 'conv2d', fields: { outChannels: 64 } },
  { id: 'output', definition: 'output' },
]);
/** Its output alone would take four terabytes. */
export const huge = text('Huge', [
  { id: 'input', definition: 'input', fields: { height: 65_536, width: 65_536 } },
  { id: 'conv', definition: 'conv2d', fields: { outChannels: 256 } },
  { id: 'output', definition: 'output' },
]);
export const unwired = text('Unwired', [{ id: 'conv', definition: 'conv2d' }]);
export const large = JSON.stringify(networkOf('resnet-50')!.design);

export const quick = { kind: 'run', design: small, device: 'cpu', warmup: 1, runs: 3 } as const;
/** More runs than any machine does while a test waits. */
export const endless = { kind: 'run', design: heavy, device: 'cpu', warmup: 0, runs: 10_000 } as const;

export interface Trial {
  /** The built runner. */
  readonly entry: string;
  client(options?: Partial<RunnerOptions>): RunnerClient;
  /** A new folder outside of what the runner uses. */
  folder(): string;
  /** What lies in the system's temporary folder as the clients see it. */
  left(): readonly string[];
  /** Closes all clients made since the last time. */
  closeClients(): Promise<void>;
  end(): Promise<void>;
}

/** Names of the variables that say where temporary files go, on one system or another. */
const places = ['TMPDIR', 'TEMP', 'TMP'] as const;

/** Builds the runner and gives it, until `end`, a temporary folder that nobody else writes into. */
export async function openTrial(owner: string): Promise<Trial> {
  const entry = await builtRunner(owner);
  const own = await privateFolder();
  const usual = places.map((name) => [name, process.env[name]] as const);
  const temporary = mkdtempSync(join(own.path, 'temporary-'));
  for (const name of places) process.env[name] = temporary;
  let clients: RunnerClient[] = [];
  const closeClients = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  };
  return {
    entry,
    client: (options = {}) => {
      const client = new RunnerClient({ version: '1.2.3', entry, ...options });
      clients.push(client);
      return client;
    },
    folder: () => mkdtempSync(join(own.path, 'folder-')),
    left: () => readdirSync(temporary),
    closeClients,
    end: async () => {
      await closeClients();
      for (const [name, value] of usual) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await own.remove();
    },
  };
}

export interface Watched {
  readonly start: StartProcess;
  readonly started: RunnerProcess[];
  /** How each that is gone has ended. */
  readonly ended: string[];
}

/** Starts runners as usual and keeps hold of each. */
export function watched(): Watched {
  const started: RunnerProcess[] = [];
  const ended: string[] = [];
  return {
    started,
    ended,
    start: (entry, env, events) => {
      const running = forkProcess(entry, env, {
        ...events,
        exit: (detail) => {
          ended.push(detail);
          events.exit(detail);
        },
      });
      started.push(running);
      return running;
    },
  };
}
