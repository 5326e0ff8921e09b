import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { app, dialog } from 'electron';
import type { CrashLog } from '../files/crash-log.ts';

/** Where a person finds what is known, as the last sentence of a card. */
const logged = ({ path }: CrashLog): string => (path === null ? '' : `\n\nWhat is known of it: ${path}`);

/**
 * Watches over a window's process. One that ends gives a card and is loaded again: the page opens anew and takes what it keeps
 * of its own accord. One that does not answer gives a card that goes away by itself when it answers again.
 */
export function watchWindow(window: BrowserWindow, log: CrashLog): void {
  const contents = window.webContents;
  /** The card that says that the window does not answer, while it is shown. */
  let waiting: AbortController | null = null;
  let isAskedToEnd = false;

  const choose = async (options: MessageBoxOptions): Promise<number> =>
    (await dialog.showMessageBox(window, options)).response;

  async function tellGone(reason: string): Promise<void> {
    const choice = await choose({
      type: 'error',
      message: 'The window stopped working.',
      detail: `Its process ended (${reason}). Files on the disk are as they were saved last; the open design comes back with its edits.${logged(log)}`,
      buttons: ['Reload', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    });
    if (choice === 1) app.quit();
    else if (!window.isDestroyed()) contents.reload();
  }

  async function tellUnresponsive(): Promise<void> {
    const card = new AbortController();
    waiting = card;
    const choice = await choose({
      type: 'warning',
      message: 'The window does not answer.',
      detail:
        'It may be busy with a large design. Reloading gives up what it is doing; the design comes back with its edits.',
      buttons: ['Wait', 'Reload'],
      defaultId: 0,
      cancelId: 0,
      signal: card.signal,
    });
    if (waiting === card) waiting = null;
    // A page that does not answer cannot be asked to leave; ending its process is what makes room for a new one.
    if (choice === 1 && !card.signal.aborted && !window.isDestroyed()) {
      isAskedToEnd = true;
      contents.forcefullyCrashRenderer();
    }
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    waiting?.abort();
    if (reason === 'clean-exit') return;
    if (isAskedToEnd) {
      isAskedToEnd = false;
      contents.reload();
      return;
    }
    log.record('window', `${reason}, exit code ${exitCode}`);
    void tellGone(reason);
  });
  window.on('unresponsive', () => {
    if (waiting !== null) return;
    log.record('window', 'does not answer');
    void tellUnresponsive();
  });
  window.on('responsive', () => {
    waiting?.abort();
    waiting = null;
  });
}

/** Watches over the app itself and its helpers. An error that nobody caught is said and logged, and ends the app. */
export function watchApp(log: CrashLog): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.record(name ?? type, `${reason}, exit code ${exitCode}`);
  });
  process.on('uncaughtException', (error) => {
    log.record('app', error.stack ?? error.message);
    dialog.showErrorBox('Blockwright has to end', `${error.message}${logged(log)}`);
    app.exit(1);
  });
}
