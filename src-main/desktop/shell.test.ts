import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Opening, Services, WindowEvents } from '../../src-core/contract.ts';
import { ok } from '../../src-core/errors.ts';
import type { Runner } from '../services/job-service.ts';
import { BrowserWindow, fake } from './electron.fixture.ts';
import { startShell } from './shell.ts';

vi.mock('electron', () => import('./electron.fixture.ts'));

let folder: string;
let printed: string[];
const ports: MessagePort[] = [];
const ours = 'app://blockwright/';
const handlersBefore = process.listeners('uncaughtException');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'));
  printed = [];
  Object.assign(fake.app, { isPackaged: true, isFirst: true });
  for (const list of [BrowserWindow.all, fake.cards, fake.errors, fake.app.exits]) list.length = 0;
});
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  fake.app.removeAllListeners();
  for (const handler of process.listeners('uncaughtException')) {
    if (!handlersBefore.includes(handler)) process.off('uncaughtException', handler);
  }
  rmSync(folder, { recursive: true, force: true });
});

const runner: Runner = {
  devices: async () => ok([]),
  start: () => ({ result: new Promise(() => undefined), cancel: () => undefined }),
  close: async () => undefined,
};

/** Starts the shell as the system would. @param words the command line behind the program's name */
function start(words: readonly string[] = [], platform: NodeJS.Platform = 'linux'): Promise<void> {
  return startShell({
    out: join(folder, 'out'),
    argv: ['/opt/Blockwright/blockwright', ...words],
    platform,
    data: join(folder, 'data'),
    notices: [],
    openRunner: () => runner,
    print: (line) => printed.push(line),
  });
}

/** The window has loaded a page, which is connected by the port that it was handed. */
function load(url = ours) {
  const contents = fake.window().webContents;
  contents.url = url;
  contents.emit('did-finish-load');
  const port = contents.ports.at(-1);
  if (port === undefined) return null;
  ports.push(port);
  const asked: Opening[] = [];
  const events: WindowEvents = {
    jobProgress: () => undefined,
    jobDone: () => undefined,
    openRequested: ({ open }) => asked.push(open),
  };
  const page = createBirpc<Services, WindowEvents>(events, {
    post: (message) => port.postMessage(message),
    on: (listener) => port.on('message', listener),
    timeout: -1,
  });
  return { page, asked };
}

function loaded(url?: string) {
  const connected = load(url);
  if (connected === null) throw new Error('the page got no port');
  return connected;
}

const firstOpening = async (page: Services): Promise<unknown> => {
  const hello = await page.hello({});
  return hello.ok ? hello.value.open : hello.issues;
};

const logLines = (): Record<string, string>[] =>
  readFileSync(join(folder, 'data', 'crashes.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('the port is handed to our own page alone', async () => {
  await start();
  expect(load('https://example.com/')).toBeNull();
  expect(load('chrome-error://chromewebdata/')).toBeNull();
  expect(load(`${ours}other`)).toBeNull();
  const { page } = loaded();
  expect(await page.hello({})).toMatchObject({ ok: true, value: { shell: 'desktop' } });
});

test('the page gets its port again when it is loaded with the name of its document', async () => {
  await start();
  const { page } = loaded(`${ours}#doc=${'0'.repeat(32)}`);
  expect(await page.hello({})).toMatchObject({ ok: true });
});

test('a window whose page objects is closed only when the person says so', async () => {
  await start();
  const { webContents } = fake.window();
  const preventDefault = vi.fn();
  fake.choice = 'Keep editing';
  webContents.emit('will-prevent-unload', { preventDefault });
  expect(fake.cards).toMatchObject([{ message: 'Close without saving?' }]);
  expect(preventDefault).not.toHaveBeenCalled();
  fake.choice = 'Close without saving';
  webContents.emit('will-prevent-unload', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
});

test('the page copies by way of the port, as it has no permission', async () => {
  await start();
  const { page } = loaded();
  expect(await page.copyText({ text: 'w^2 · k' })).toEqual({ ok: true, value: null });
  expect(fake.clipboard).toBe('w^2 · k');
});

test('a file on the command line is opened, and may be read and written', async () => {
  const path = join(folder, 'mine.blockwright.json');
  writeFileSync(path, '{}');
  await start(['--enable-features=x', path]);
  const { page } = loaded();
  expect(await firstOpening(page)).toEqual({ path });
  expect(await page.openFile({ path })).toMatchObject({ ok: true, value: { path, text: '{}' } });
});

test('a second start hands its file to the first and ends', async () => {
  const path = join(folder, 'mine.blockwright.json');
  writeFileSync(path, '{}');
  await start();
  const { page, asked } = loaded();
  await page.ready({});
  fake.app.emit('second-instance', {}, ['/opt/blockwright', '--flag', 'mine.blockwright.json'], folder);
  await vi.waitUntil(() => asked.length > 0);
  expect(asked).toEqual([{ path }]);
  expect(await page.openFile({ path })).toMatchObject({ ok: true });
  fake.app.emit('second-instance', {}, ['/opt/blockwright'], folder);
  expect(await page.hello({})).toMatchObject({ ok: true });
  expect(asked).toHaveLength(1);
  expect(fake.window().asked).toEqual(['restore', 'focus', 'restore', 'focus']);

  fake.app.isFirst = false;
  await start(['other.blockwright.json']);
  expect(BrowserWindow.all).toHaveLength(1);
  expect(fake.app.exits).toEqual(['quit']);
  expect(printed.at(-1)).toContain('Blockwright is open already.');
});

test('what is opened in the system before the window is there is what it shows first; meanwhile, next', async () => {
  const [early, late] = [join(folder, 'a.blockwright.json'), join(folder, 'b.blockwright.json')];
  const starting = start([], 'darwin');
  fake.app.emit('open-file', { preventDefault: () => undefined }, early);
  await starting;
  const { page, asked } = loaded();
  expect(await firstOpening(page)).toEqual({ path: early });
  fake.app.emit('open-file', { preventDefault: () => undefined }, late);
  await page.ready({});
  await vi.waitUntil(() => asked.length > 0);
  expect(asked).toEqual([{ path: late }]);
});

test('macOS keeps running without windows, and opens one when it is asked for', async () => {
  await start([], 'darwin');
  fake.window().emit('closed');
  fake.app.emit('window-all-closed');
  expect(fake.app.exits).toEqual([]);
  fake.app.emit('activate');
  expect(BrowserWindow.all).toHaveLength(2);
  fake.app.emit('activate');
  expect(BrowserWindow.all).toHaveLength(2);
  fake.window().emit('closed');
  fake.app.emit('open-file', { preventDefault: () => undefined }, '/designs/a.blockwright.json');
  expect(BrowserWindow.all).toHaveLength(3);
  expect(await firstOpening(loaded().page)).toEqual({ path: '/designs/a.blockwright.json' });
});

test('elsewhere the app ends with its window', async () => {
  await start();
  fake.app.emit('window-all-closed');
  expect(fake.app.exits).toEqual(['quit']);
});

test.each([
  [true, false],
  [false, true],
])('packaged %s: looking into the page is offered %s', async (isPackaged, offered) => {
  fake.app.isPackaged = isPackaged;
  await start();
  expect(JSON.stringify(fake.menu).includes('toggleDevTools')).toBe(offered);
  expect(fake.window().options.webPreferences.devTools).toBe(offered);
});

test('a window that stops working is logged and told, and opens again', async () => {
  await start();
  loaded();
  const { webContents } = fake.window();
  webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
  expect(fake.cards).toEqual([]);
  webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
  expect(logLines()).toMatchObject([{ version: '1.2.3', what: 'window', detail: 'oom, exit code 5' }]);
  expect(fake.cards[0]?.detail).toContain(join(folder, 'data', 'crashes.log'));
  fake.cards[0]?.choose('Reload');
  await vi.waitUntil(() => webContents.reloads === 1);
  expect(await loaded().page.hello({})).toMatchObject({ ok: true });
  webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
  fake.cards[1]?.choose('Quit');
  await vi.waitUntil(() => fake.app.exits.length > 0);
  // Closed while the card was shown.
  webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
  fake.window().isGone = true;
  fake.cards[2]?.choose('Reload');
  await new Promise(setImmediate);
  expect(webContents.reloads).toBe(1);
});

test('a window that does not answer is told once; reloading ends its process without a second card', async () => {
  await start();
  const window = fake.window();
  window.emit('unresponsive');
  window.emit('unresponsive');
  expect(fake.cards).toHaveLength(1);
  // It answers again, and the card goes.
  window.emit('responsive');
  window.emit('unresponsive');
  expect(fake.cards).toHaveLength(2);
  fake.cards[1]?.choose('Reload');
  await vi.waitUntil(() => window.webContents.crashes === 1);
  window.webContents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  expect(window.webContents.reloads).toBe(1);
  expect(fake.cards).toHaveLength(2);
});

test('an error that nobody caught is logged and said, and ends the app; a helper that ends is logged', async () => {
  await start();
  fake.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
  const handler = process.listeners('uncaughtException').at(-1);
  handler?.(new Error('it broke'), 'uncaughtException');
  expect(logLines().map(({ what }) => what)).toEqual(['GPU', 'app']);
  expect(fake.errors[0]).toContain('Blockwright has to end: it broke');
  expect(fake.app.exits).toEqual([1]);
});
