import { BrowserWindow, dialog, MessageChannelMain } from 'electron';
import type { WindowEvents } from '../../src-core/contract.ts';
import type { WindowServices } from '../services/door.ts';
import { connectPort, portChannel } from './port.ts';
import { pageAddress } from './scheme.ts';

/**
 * The preload script cannot be asked anything; the page gets its port each time it has loaded. Nothing else does: not a page of errors,
 * nor one that the window was led to in spite of everything.
 */
function handPort(window: BrowserWindow, openServices: (window: WindowEvents) => WindowServices): void {
  window.webContents.on('did-finish-load', () => {
    // The address of the page goes on with the name of the open document.
    const [address] = window.webContents.getURL().split('#');
    if (address !== pageAddress) return;
    const { port1, port2 } = new MessageChannelMain();
    connectPort(port1, openServices);
    window.webContents.postMessage(portChannel, null, [port2]);
  });
}

/** The page objects to being closed while its design has unsaved edits; the person decides. */
function askBeforeLosing(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const choice = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Close without saving?',
      detail:
        'The design has changes that no file holds. They are kept, and offered when Blockwright starts again.',
      buttons: ['Keep editing', 'Close without saving'],
      defaultId: 0,
      cancelId: 0,
    });
    if (choice === 1) event.preventDefault();
  });
}

export interface WindowOptions {
  /** out/preload/preload.cjs */
  readonly preload: string;
  readonly openServices: (window: WindowEvents) => WindowServices;
  readonly devTools: boolean;
}

/** Opens the app's window. */
export function openWindow({ preload, openServices, devTools }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Blockwright',
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      devTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  handPort(window, openServices);
  askBeforeLosing(window);
  void window.loadURL(pageAddress);
  return window;
}
