import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBuilt } from '../build.mjs';
import { at } from '../project.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-start-'));
  expect(isBuilt(), 'out/ is not what the sources make; npm run build makes it').toBe(true);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing is unwritable to root, who can run a program as nobody: where nobody can reach the project. */
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

function isOpenToAll(path: string): boolean {
  const way = (statSync(path).mode & 0o001) !== 0;
  return way && (dirname(path) === path || isOpenToAll(dirname(path)));
}

/** Starts the built app in an environment that may be odd, waits for its address, and ends it. */
function startIn(
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
  user: { uid?: number; gid?: number } = {},
): Promise<{ out: string; err: string }> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [at('out', 'main', 'serve.js'), 'none', '--port', '0', ...args], {
    env: { PATH, ...env },
    ...user,
  });
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.includes('Ctrl+C stops Blockwright')) child.kill('SIGTERM');
  });
  return new Promise((resolve) => child.on('close', () => resolve({ out, err })));
}

const unknown = 'the home folder is not known';

test.runIf(process.platform === 'linux').each([
  ['', unknown],
  ['not/absolute', unknown],
  ['/dev/null', '/dev/null/Blockwright cannot be made (its folder is not there)'],
  ['/proc', '/proc/Blockwright cannot be made (its folder is not there)'],
])('with HOME %j the app opens and says that it keeps nothing', async (home, detail) => {
  const { out, err } = await startIn({ HOME: home });
  expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/open\?ticket=/);
  expect(err).toContain(`files are neither opened nor saved here: ${detail}`);
  expect(err).toContain('recent files are not remembered: ');
  expect(err).not.toContain('    at ');
});

test.runIf(process.platform === 'linux')(
  'a folder that takes no files is opened to be read',
  async ({ skip }) => {
    skip(isRoot && !isOpenToAll(at('.')), 'root can write everywhere, and nobody else reaches this folder');
    const workspace = mkdtempSync(join(folder, 'read-only-'));
    chmodSync(folder, 0o755);
    chmodSync(workspace, 0o555);
    const { out, err } = await startIn({ HOME: '/proc' }, ['--workspace', workspace], isRoot ? nobody : {});
    expect(out).toContain('http://127.0.0.1:');
    expect(err).toContain(`nothing can be saved in ${workspace}: permission denied`);
  },
);
