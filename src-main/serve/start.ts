import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Hello } from '../../src-core/contract.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { keysFile } from '../files/chosen-keys.ts';
import { keptWork } from '../files/kept.ts';
import { knownBoxes } from '../files/known-boxes.ts';
import { recentFiles } from '../files/recent.ts';
import { resultStore } from '../files/result-store.ts';
import { userDataFolder } from '../files/user-data.ts';
import { dataNotices, openWorkspace } from '../files/workspace.ts';
import type { Runner } from '../services/job-service.ts';
import type { ServiceContext } from '../services/services.ts';
import { openServices } from '../services/services.ts';
import { openBoxes } from './box/boxes.ts';
import type { AppServer } from './server.ts';
import { startServer } from './server.ts';

export interface ServeOptions {
  /** The project's folder: the one that holds out/. */
  readonly root: string;
  readonly version: string;
  /** Null: a port that people can remember, or any other where that one is taken. */
  readonly port: number | null;
  /** Made where it is missing. Null: the usual folder, without which the app opens too and says so. */
  readonly workspace: string | null;
  readonly open: Hello['open'];
  readonly runner: Runner | null;
}

export interface StartedServe extends AppServer {
  /** What the person is told where the app was started, as in its window. */
  readonly notices: readonly Issue[];
}

const usualPort = 4747;

/** Starts the serve shell. Issues: serve/not-built, serve/port-taken, and those of making the workspace. */
export async function startServe(options: ServeOptions): Promise<Result<StartedServe>> {
  const folder = join(options.root, 'out', 'renderer');
  if (!existsSync(join(folder, 'index.html'))) return fail(issue('serve/not-built'));
  const opened = await openWorkspace(options.workspace);
  if (!opened.ok) return opened;
  const notices = [...opened.value.notices, ...(await dataNotices())];
  const context: ServiceContext = {
    shell: 'serve',
    version: options.version,
    open: options.open,
    access: opened.value.access,
    recent: recentFiles(userDataFolder()),
    keys: keysFile(userDataFolder()),
    calibrations: calibrationStore(userDataFolder()),
    results: resultStore(userDataFolder()),
    boxes: openBoxes(knownBoxes(userDataFolder()), options.version),
    kept: keptWork(userDataFolder()),
    dialogs: null,
    runner: options.runner,
    notices,
    onReady: () => undefined,
  };
  const start = (port: number) =>
    startServer({
      port,
      folder,
      openServices: (window, promiseDownload) => openServices({ ...context, promiseDownload }, window),
    });
  const asked = await start(options.port ?? usualPort);
  const started = asked.ok || options.port !== null ? asked : await start(0);
  return started.ok ? ok({ ...started.value, notices }) : started;
}
