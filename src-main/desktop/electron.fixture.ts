import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { MessageChannel } from 'node:worker_threads';

/**
 * What the desktop shell uses of Electron, so far as it can be had without its binary: events are raised by the test, and what the shell
 * asks for is written down. `vi.mock('electron')` puts it in Electron's place.
 */

/** A choice in a card that the test makes; a card that is taken away is answered like one that is closed. */
export interface Card {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  choose(button: string): void;
}

class FakeApp extends EventEmitter {
  isPackaged = true;
  isFirst = true;
  readonly exits: (number | 'quit')[] = [];
  readonly paths: Record<string, string> = {};
  getVersion = (): string => '1.2.3';
  requestSingleInstanceLock = (): boolean => this.isFirst;
  enableSandbox = (): void => undefined;
  whenReady = async (): Promise<void> => undefined;
  quit = (): void => void this.exits.push('quit');
  exit = (code: number): void => void this.exits.push(code);
}

class FakeContents extends EventEmitter {
  url = '';
  reloads = 0;
  crashes = 0;
  /** The ports that were handed to the page. */
  readonly ports: MessagePort[] = [];
  getURL = (): string => this.url;
  reload = (): void => void this.reloads++;
  forcefullyCrashRenderer = (): void => void this.crashes++;
  postMessage = (_channel: string, _message: unknown, ports: readonly MessagePort[]): void =>
    void this.ports.push(...ports);
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new FakeContents();
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  readonly asked: string[] = [];
  isGone = false;
  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
  }
  isDestroyed = (): boolean => this.isGone;
  isMinimized = (): boolean => true;
  restore = (): void => void this.asked.push('restore');
  focus = (): void => void this.asked.push('focus');
  show = (): void => void this.asked.push('show');
  async loadURL(url: string): Promise<void> {
    this.webContents.url = url;
  }
}

export const fake = {
  app: new FakeApp(),
  cards: [] as Card[],
  errors: [] as string[],
  clipboard: '',
  /** What a card is answered that waits for its answer. */
  choice: '',
  menu: [] as unknown[],
  /** The window that is open now. */
  window(): BrowserWindow {
    const window = BrowserWindow.all.at(-1);
    if (window === undefined) throw new Error('no window was opened');
    return window;
  },
};

export const app = fake.app;

export const dialog = {
  showMessageBox(
    _over: BrowserWindow,
    options: Omit<Card, 'choose'> & { readonly cancelId: number; readonly signal?: AbortSignal },
  ): Promise<{ response: number }> {
    return new Promise((resolve) => {
      options.signal?.addEventListener('abort', () => resolve({ response: options.cancelId }));
      const choose = (button: string): void => resolve({ response: options.buttons.indexOf(button) });
      fake.cards.push({ message: options.message, detail: options.detail, buttons: options.buttons, choose });
    });
  },
  showMessageBoxSync(_over: BrowserWindow, options: Omit<Card, 'choose'>): number {
    fake.cards.push({ ...options, choose: () => undefined });
    return options.buttons.indexOf(fake.choice);
  },
  showErrorBox: (title: string, text: string): void => void fake.errors.push(`${title}: ${text}`),
};

export const clipboard = {
  writeText(text: string): void {
    fake.clipboard = text;
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown[]): unknown[] => template,
  setApplicationMenu(template: unknown[]): void {
    fake.menu = template;
  },
};

export const protocol = { registerSchemesAsPrivileged: () => undefined, handle: () => undefined };

const none = (): void => undefined;
export const session = {
  defaultSession: {
    setPermissionRequestHandler: none,
    setPermissionCheckHandler: none,
    setDevicePermissionHandler: none,
  },
};

/** Node's channel, whose first port has Electron's manner: its listeners get an event. */
export class MessageChannelMain {
  readonly port1;
  readonly port2: MessagePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = {
      postMessage: (message: unknown) => port1.postMessage(message),
      on: (event: string, listener: (event: { data: unknown }) => void) =>
        port1.on(event as 'message', (data) => listener({ data })),
      start: () => port1.start(),
    };
    this.port2 = port2;
  }
}
