import { ipcRenderer } from 'electron';

/** What of the window this script touches; it is compiled without the DOM's types. */
declare const window: {
  readonly location: { readonly protocol: string; readonly host: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

/** Hands the port to the page and nothing else: the page sees neither Electron nor Node. Named as in port.ts. */
const portChannel = 'blockwright:port';

/** Of the page, as in scheme.ts. */
const [scheme, host] = ['app:', 'blockwright'];

ipcRenderer.on(portChannel, (event) => {
  const { location } = window;
  // The window may show another page by now. Pages of own schemes can have an origin that cannot be named, hence the asterisk.
  if (location.protocol === scheme && location.host === host)
    window.postMessage(portChannel, '*', event.ports);
});
