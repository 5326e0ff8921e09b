import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, clipboard } from 'electron';
import type { Opening, WindowEvents } from '../../src-core/contract.ts';
import type { Issue } from '../../src-core/errors.ts';
import { grants } from '../files/access.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { keysFile } from '../files/chosen-keys.ts';
import { crashLog } from '../files/crash-log.ts';
import { keptWork } from '../files/kept.ts';
import { knownBoxes } from '../files/known-boxes.ts';
import { recentFiles } from '../files/recent.ts';
import { resultStore } from '../files/result-store.ts';
import { openBoxes } from '../serve/box/boxes.ts';
import type { Runner } from '../services/job-service.ts';
import { whatToOpen } from '../services/opening.ts';
import { openServices } from '../services/services.ts';
import { absolute, designWord } from './arguments.ts';
import { fileDialogs } from './dialogs.ts';
import { denyPermissions, lockDown } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { Openings } from './openings.ts';
import { registerScheme, servePage } from './scheme.ts';
import { watchApp, watchWindow } from './trouble.ts';
import { openWindow } from './window.ts';

export interface ShellOptions {
  /** The folder out/. */
  readonly out: string;
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Where what belongs to the person is kept; null where nothing is. */
  readonly data: string | null;
  /** Why something is not kept, for the window to say. */
  readonly notices: readonly Issue[];
  readonly openRunner: () => Runner;
  readonly print: (line: string) => void;
}

/** The line by which `npm start` knows that the window is really there. */
const readyLine = 'blockwright: window ready';

/** What the app does in all its life: one window at a time, and the requests that reach it. Listens before the app is ready. */
class Shell {
  readonly #options: ShellOptions;
  readonly #access = grants();
  readonly #log;
  readonly #openings: Openings;
  #window: BrowserWindow | null = null;
  #openWindow: (() => void) | null = null;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#log = crashLog(options.data, { version: app.getVersion(), platform: options.platform });
    const first = whatToOpen(designWord(options.argv, app.isPackaged));
    this.#openings = new Openings(first === null ? null : this.#granted(first, process.cwd()));
  }

  /** A person named the file, so it may be read and written. */
  #granted(open: Opening, folder: string): Opening {
    const placed = absolute(open, folder);
    if ('path' in placed) this.#access.grant(placed.path);
    return placed;
  }

  /** Shows the window, and in it what was asked for if anything was. */
  #show(open: Opening | null, folder: string): void {
    if (open !== null) this.#openings.request(this.#granted(open, folder));
    if (this.#window === null) {
      this.#openWindow?.();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  listen(): void {
    const { platform } = this.#options;
    watchApp(this.#log);
    // On macOS an app without windows is still there, in the dock.
    app.on('window-all-closed', () => {
      if (platform !== 'darwin') app.quit();
    });
    app.on('activate', () => this.#show(null, ''));
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#show({ path }, '/');
    });
    app.on('second-instance', (_event, argv, folder) => {
      const word = designWord(argv, app.isPackaged);
      this.#show(word === undefined ? null : whatToOpen(word), folder);
    });
  }

  async start(): Promise<void> {
    await app.whenReady();
    const { out, data, notices, openRunner, print } = this.#options;
    denyPermissions();
    servePage(join(out, 'renderer'));
    const speak = (locale: string): void =>
      setMenu({ devTools: !app.isPackaged, locale, platform: process.platform });
    speak('en');
    const recent = recentFiles(data);
    // A person picked these files earlier, in a dialog or on the command line.
    for (const { path } of await recent.list()) this.#access.grant(path);
    const runner = openRunner();
    app.once('will-quit', (event) => {
      // The runner's temporary files go first, then the app does.
      event.preventDefault();
      void runner.close().then(() => app.quit());
    });
    const context = {
      shell: 'desktop',
      version: app.getVersion(),
      access: this.#access,
      recent,
      keys: keysFile(data),
      calibrations: calibrationStore(data),
      results: resultStore(data),
      boxes: openBoxes(knownBoxes(data), app.getVersion()),
      kept: keptWork(data),
      dialogs: fileDialogs(() => this.#window, this.#access),
      runner,
      clipboard: (text: string) => clipboard.writeText(text),
      onLocale: speak,
      notices,
      onReady: () => {
        print(readyLine);
        this.#openings.ready();
      },
    } as const;
    this.#openWindow = () => {
      const window = openWindow({
        preload: join(out, 'preload', 'preload.cjs'),
        openServices: (events: WindowEvents) =>
          openServices({ ...context, open: this.#openings.connect(events) }, events),
        devTools: !app.isPackaged,
      });
      watchWindow(window, this.#log);
      window.on('closed', () => {
        this.#window = null;
        this.#openings.disconnect();
      });
      this.#window = window;
    };
    this.#openWindow();
  }
}

/** Starts the desktop shell, or hands what it was asked for to the one that runs already and ends. */
export async function startShell(options: ShellOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    // The window is there, only it is another process's.
    options.print(`Blockwright is open already.\n${readyLine}`);
    return app.quit();
  }
  app.enableSandbox();
  registerScheme();
  lockDown();
  const shell = new Shell(options);
  shell.listen();
  await shell.start();
}
