import { ipcRenderer } from 'electron';

/** The one thing of the window that this script touches; it is compiled without the DOM's types. */
declare const window: {
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

/** Hands the port to the page and nothing else: the page sees neither Electron nor Node. Named as in port.ts. */
const portChannel = 'blockwright:port';

ipcRenderer.on(portChannel, (event) => window.postMessage(portChannel, '*', event.ports));
