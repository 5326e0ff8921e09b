import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Hello } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { workspace } from '../files/access.ts';
import { makeFolder } from '../files/folder.ts';
import { recentFiles } from '../files/recent.ts';
import { userDataFolder } from '../files/user-data.ts';
import type { Runner } from '../services/job-service.ts';
import type { ServiceContext } from '../services/services.ts';
import { openServices } from '../services/services.ts';
import type { AppServer } from './server.ts';
import { startServer } from './server.ts';

export interface ServeOptions {
  /** The project's folder: the one that holds out/. */
  readonly root: string;
  readonly version: string;
  /** Null: a port that people can remember, or any other where that one is taken. */
  readonly port: number | null;
  /** Made where it is missing. */
  readonly workspace: string;
  readonly open: Hello['open'];
  readonly runner: Runner | null;
}

const usualPort = 4747;

/** Starts the serve shell. Issues: serve/not-built, serve/port-taken, and those of making the workspace. */
export async function startServe(options: ServeOptions): Promise<Result<AppServer>> {
  const folder = join(options.root, 'out', 'renderer');
  if (!existsSync(join(folder, 'index.html'))) return fail(issue('serve/not-built'));
  const made = await makeFolder(resolve(options.workspace));
  if (!made.ok) return made;
  const context: ServiceContext = {
    shell: 'serve',
    version: options.version,
    open: options.open,
    access: await workspace(made.value),
    recent: recentFiles(userDataFolder()),
    dialogs: null,
    runner: options.runner,
    onReady: () => undefined,
  };
  const start = (port: number) =>
    startServer({ port, folder, openServices: (window) => openServices(context, window) });
  if (options.port !== null) return start(options.port);
  const usual = await start(usualPort);
  return usual.ok ? ok(usual.value) : start(0);
}
