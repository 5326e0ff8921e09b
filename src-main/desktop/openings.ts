import type { Hello, Opening, WindowEvents } from '../../src-core/contract.ts';

interface ConnectedWindow {
  readonly events: Pick<WindowEvents, 'openRequested'>;
  /** What it was told to open when it connected. */
  readonly first: Hello['open'];
  isReady: boolean;
}

/**
 * What the window shows of what was asked for: on the command line, by a second start, by a file that was opened in the system.
 * A request that comes while there is no window, or while it still draws, waits for it; the last one wins.
 */
export class Openings {
  #wanted: Hello['open'];
  #window: ConnectedWindow | null = null;

  constructor(first: Hello['open']) {
    this.#wanted = first;
  }

  request(open: Opening): void {
    this.#wanted = open;
    if (this.#window?.isReady) this.#window.events.openRequested({ open });
  }

  /** A page has loaded. @returns what it opens first */
  connect(events: ConnectedWindow['events']): Hello['open'] {
    this.#window = { events, first: this.#wanted, isReady: false };
    return this.#wanted;
  }

  /** The page has drawn its first screen, and hears events from now on. */
  ready(): void {
    if (this.#window === null || this.#window.isReady) return;
    this.#window.isReady = true;
    if (this.#wanted !== null && this.#wanted !== this.#window.first)
      this.#window.events.openRequested({ open: this.#wanted });
  }

  disconnect(): void {
    this.#window = null;
  }
}
