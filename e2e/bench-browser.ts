import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';

/** What benchmarks of the built app share: a browser without a head, and the serve shell with a file open. */

/** A browser of this machine, as scripts/browser.mjs finds it. */
export interface BenchBrowser {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

export const viewport = { width: 1440, height: 900 };

export function launch({ executable, env }: BenchBrowser): Promise<Browser> {
  const all = Object.entries({ ...process.env, ...env }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return chromium.launch({
    executablePath: executable,
    env: Object.fromEntries(all),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** The serve shell with a file open; the address lets one visitor in. */
export async function serveFile(file: string, folder: string): Promise<{ address: string; end: () => void }> {
  const entry = fileURLToPath(new URL('../out/main/serve.js', import.meta.url));
  const child = spawn(process.execPath, [entry, file, '--port', '0', '--workspace', folder], {
    env: { ...process.env, BLOCKWRIGHT_DATA: join(folder, 'data') },
  });
  child.stdin.write('\n');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('http://')) return { address: line.trim(), end: () => void child.kill('SIGTERM') };
  }
  throw new Error('the serve shell ended');
}
