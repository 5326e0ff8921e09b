import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { Design } from '../../src-core/document/design.ts';
import type { BenchBrowser } from '../bench-browser.ts';
import { launch, serveFile, viewport } from '../bench-browser.ts';
import { heavyDesigns } from './heavy-documents.ts';
import { longestTask } from './longest-task.ts';

/** The longest that the window's thread may be kept, in milliseconds of its processor time. */
const bound = 50;

interface BenchOptions {
  readonly browser: BenchBrowser;
  /** Only documents whose name holds it. */
  readonly word: string;
  readonly say: (line: string) => void;
}

/** Opens the worst documents in the built app; returns whether no task of the window's thread was longer than the bound. */
export async function bench({ browser, word, say }: BenchOptions): Promise<boolean> {
  const chrome = await launch(browser);
  let isKept = true;
  try {
    say(`longest task of the window's thread while a document opens, ms of processor time (bound ${bound})`);
    for (const [name, design] of heavyDesigns()) {
      if (!name.includes(word)) continue;
      const { longest, what } = await opening(chrome, design);
      if (longest > bound) isKept = false;
      say(`  ${name.padEnd(48)}${longest.toFixed(0).padStart(8)}${longest > bound ? '  over' : ''}  ${what}`);
    }
  } finally {
    await chrome.close();
  }
  return isKept;
}

async function opening(chrome: Browser, design: Design) {
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-bench-'));
  const app = await serveFile('resnet-18', folder);
  const page = await chrome.newPage({ viewport });
  try {
    await page.goto(app.address);
    return await longestTask(chrome, page, JSON.stringify(design));
  } finally {
    await page.close();
    app.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
