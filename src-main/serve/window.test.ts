import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gate } from './gate.ts';
import { writeProgram } from './program.fixture.ts';
import { openWindow } from './window.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'window-'));
  vi.stubEnv('DISPLAY', ':0');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const program = (name: string, body: string): string => writeProgram(folder, name, body);

/** A program that does what a browser does with the page: it reads it and goes where it leads. Here that is a file. */
const visitor = () =>
  program(
    'visitor',
    `const fs = require('node:fs');
     const page = new URL(process.argv[2].slice('--app='.length));
     fs.writeFileSync(${JSON.stringify(join(folder, 'seen.json'))}, JSON.stringify({
       argv: process.argv, page: page.pathname, mode: fs.statSync(page).mode & 0o777, text: fs.readFileSync(page, 'utf8') }));`,
  );

async function seen(): Promise<{ argv: string[]; page: string; mode: number; text: string }> {
  const file = join(folder, 'seen.json');
  await vi.waitUntil(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('}'), { timeout: 5000 });
  return JSON.parse(readFileSync(file, 'utf8'));
}

test.skipIf(process.platform === 'win32')(
  'a window opens through a file of its user; the ticket is in no argument; a browser that fails is passed over',
  async () => {
    const gate = new Gate();
    const invitations = { count: 0 };
    const invite = () => {
      invitations.count += 1;
      return gate.invite();
    };
    const browser = visitor();
    const opening = openWindow(
      [join(folder, 'absent'), program('broken', 'process.exit(1)'), browser],
      invite,
    );
    const { argv, page, mode, text } = await seen();
    const ticket = /ticket=([\w-]+)/.exec(text)?.[1] ?? '';
    expect(ticket).toHaveLength(43);
    expect(argv.join(' ')).not.toContain(ticket);
    expect(mode).toBe(0o600);
    expect(gate.enter(ticket)).not.toBeNull();
    expect(await opening).toBe(browser);
    expect(existsSync(page)).toBe(false);
    expect(invitations.count).toBe(3);
  },
);

test.skipIf(process.platform !== 'linux')('without a display no browser is tried', async () => {
  vi.stubEnv('DISPLAY', '');
  vi.stubEnv('WAYLAND_DISPLAY', '');
  expect(await openWindow([visitor()], () => new Gate().invite())).toBeNull();
});
