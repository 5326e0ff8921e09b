import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { journals } from '../../src-main/files/journals.ts';
import type { ServeProcess } from '../../src-main/serve/process.fixture.ts';
import { startServeProcess } from '../../src-main/serve/process.fixture.ts';
import { saveAs } from '../kept-work.ts';
import type { KillableBrowser } from './killable-browser.ts';
import { startBrowser } from './killable-browser.ts';
import type { Mood } from './typed-document.ts';
import { firstValue, TypedDocument, textOf } from './typed-document.ts';
import type { Command, Seen } from './typing.ts';
import { nextName, typeAway } from './typing.ts';

const entry = fileURLToPath(new URL('../../out/main/serve.js', import.meta.url));
/** Longer than anything takes here, in milliseconds. */
const patience = 60_000;

const names = ['one', 'two'];

interface OpenDocument {
  readonly document: TypedDocument;
  /** Null while it is gone. */
  page: Page | null;
}

/** What is killed at once: the server, and one page or the whole browser. */
export interface Victims {
  readonly server: boolean;
  readonly client: 'page' | 'browser' | null;
}

/** The built server, a browser, and several documents that are typed into at once. */
export class Stage {
  readonly #folder = mkdtempSync(join(tmpdir(), 'blockwright-kills-'));
  readonly #random: () => number;
  readonly #hasCopy: boolean;
  #server: ServeProcess;
  #browser: KillableBrowser | null = null;
  #origin = '';
  #open: readonly OpenDocument[] = [];
  #mood: Mood = 'resting';
  /** Pages that have done what was to be done; each goes on when it is called. */
  readonly #done = new Map<Page, () => void>();
  #commands = 0;
  #failure: unknown = null;
  #onReport: () => void = () => undefined;

  /**
   * @param random numbers from 0 below 1
   * @param hasCopy whether the browser keeps a copy of what its pages write; some private windows do not
   */
  constructor(random: () => number, hasCopy: boolean) {
    this.#random = random;
    this.#hasCopy = hasCopy;
    for (const name of ['workspace', 'temporary']) mkdirSync(this.#at(name));
    writeFileSync(this.#at('workspace', 'typed.blockwright.json'), textOf(firstValue));
    this.#server = this.#start('0');
  }

  /** Starts all of it: every document is in a file and a tab of its own. */
  async begin(): Promise<void> {
    const address = await this.#server.address();
    this.#origin = new URL(address).origin;
    const { context } = await this.#openBrowser(address);
    for (const name of names) {
      const page = await context.newPage();
      await page.goto(this.#origin);
      await expect(page).toHaveTitle('typed — Blockwright', { timeout: patience });
      // Nobody looks at the palette, and it takes its time; this browser remembers that it is closed.
      if (name === names[0]) await page.getByRole('button', { name: 'Palette', exact: true }).click();
      await saveAs(page, name);
      const document = new TypedDocument(
        page.url(),
        this.#at('workspace', `${name}.blockwright.json`),
        this.#random,
      );
      this.#open = [...this.#open, { document, page }];
    }
    for (const open of this.#open) {
      await open.page?.close();
      open.page = null;
    }
    await this.#comeBack(this.#open);
    await this.#allDone();
  }

  /** What was said of all documents: edits to be kept, and saves to be done. */
  get told(): { readonly edits: number; readonly saves: number } {
    const sum = (key: 'edits' | 'saves') =>
      this.#open.reduce((all, { document }) => all + document.told[key], 0);
    return { edits: sum('edits'), saves: sum('saves') };
  }

  /** Types into all documents, kills in the midst of it, starts again what was killed, and looks at what came back. */
  async killAndReturn({ server, client }: Victims): Promise<void> {
    this.#goOn('busy');
    const doomed = this.#commands + 1 + this.#below(30);
    await this.#until(() => this.#commands >= doomed);
    // Somewhere between two commands, too.
    for (let turns = this.#below(4); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve));
    const one = this.#below(names.length);
    const lost = this.#open.filter(
      (_, index) => client === 'browser' || (client === 'page' && index === one),
    );
    const crashing = lost[0]?.page;
    for (const open of lost) {
      open.document.losePage();
      open.page = null;
    }
    if (server) this.#mood = 'away';
    await Promise.all([
      server && this.#server.end('SIGKILL'),
      client === 'browser' && this.#browser?.kill(),
      client === 'page' && crashing && this.#browser?.crash(crashing),
    ]);
    if (server) this.#server = this.#start(new URL(this.#origin).port);
    if (client === 'browser') await this.#openBrowser(await this.#server.address());
    else if (server) await this.#comeIn(await this.#server.address());
    this.#mood = 'resting';
    await this.#comeBack(lost);
    await this.#allDone();
    await this.#check(server);
  }

  /** Saves all documents and ends in peace. @returns the names of what is left: in the workspace, and in the temporary folder */
  async end(): Promise<{ readonly workspace: readonly string[]; readonly temporary: readonly string[] }> {
    for (const { document } of this.#open) document.saveOnceMore();
    this.#goOn('saving');
    await this.#allDone();
    await this.#check(true);
    await this.#browser?.kill();
    await this.#server.end('SIGTERM');
    return { workspace: readdirSync(this.#at('workspace')), temporary: readdirSync(this.#at('temporary')) };
  }

  /** Ends and removes what is still there, in whatever state it is. */
  async clear(): Promise<void> {
    await Promise.all([this.#browser?.kill(), this.#server.end('SIGKILL')]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  readonly #at = (...path: readonly string[]): string => join(this.#folder, ...path);
  readonly #below = (limit: number): number => Math.floor(this.#random() * limit);

  #start(port: string): ServeProcess {
    return startServeProcess(
      entry,
      ['typed.blockwright.json', '--port', port, '--workspace', this.#at('workspace')],
      { BLOCKWRIGHT_DATA: this.#at('data'), TMPDIR: this.#at('temporary') },
    );
  }

  async #openBrowser(address: string): Promise<KillableBrowser> {
    const browser = await startBrowser(this.#at('profile'));
    this.#browser = browser;
    browser.context.setDefaultTimeout(patience);
    await browser.context.exposeBinding(nextName, ({ page }, seen: Seen) => this.#next(page, seen));
    await browser.context.addInitScript(typeAway);
    if (!this.#hasCopy)
      await browser.context.addInitScript(() => {
        Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      });
    await this.#comeIn(address);
    return browser;
  }

  /** Opens an address of the server in a tab of its own, as a person does: pages that wait for it go on. */
  async #comeIn(address: string): Promise<void> {
    const page = await this.#browser!.context.newPage();
    const session = await page.context().newCDPSession(page);
    // The window itself would take as long again.
    await session.send('Network.enable');
    await session.send('Network.setBlockedURLs', { urls: ['*/assets/*'] });
    const arrived = page.waitForEvent('framenavigated', (frame) => frame.url() === `${this.#origin}/`);
    await page.goto(address, { waitUntil: 'commit' });
    await arrived;
    // Nothing depends on it, and a tab whose page still loads may take its time.
    void page.close().catch(() => undefined);
  }

  async #comeBack(lost: readonly OpenDocument[]): Promise<void> {
    for (const open of lost) {
      const page = await this.#browser!.context.newPage();
      open.page = page;
      await page.goto(open.document.address, { waitUntil: 'commit' });
    }
  }

  /** What a page is to do next; where all is done, once the mood is another. */
  async #next(page: Page, seen: Seen): Promise<Command> {
    try {
      const document = this.#open.find((open) => open.page === page)?.document;
      // The last words of a page that is gone, and of tabs that only come in.
      if (document === undefined) return { kind: 'wait' };
      document.see(seen);
      while (document.isDone(seen, this.#mood)) {
        const called = new Promise<void>((resolve) => this.#done.set(page, resolve));
        this.#onReport();
        await called;
      }
      const command = document.next(seen, this.#mood);
      if (command.kind !== 'look') this.#commands += 1;
      this.#onReport();
      return command;
    } catch (error) {
      this.#failure = error;
      this.#onReport();
      throw error;
    }
  }

  #goOn(mood: Mood): void {
    this.#mood = mood;
    const calls = [...this.#done.values()];
    this.#done.clear();
    for (const call of calls) call();
  }

  /** Resolves once what pages report makes it hold; rejects where a page shows what cannot be. */
  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#onReport = () => {
        if (this.#failure !== null) reject(this.#failure);
        else if (holds()) resolve();
      };
      this.#onReport();
    });
  }

  #allDone(): Promise<void> {
    return this.#until(() => this.#open.every(({ page }) => page !== null && this.#done.has(page)));
  }

  async #check(isServerNew: boolean): Promise<void> {
    const store = journals(this.#at('data', 'journals'));
    for (const { document } of this.#open) {
      const lines = await store.read(new URL(document.address).hash.slice('#doc='.length));
      document.check(lines.ok ? lines.value : [], isServerNew);
    }
  }
}
