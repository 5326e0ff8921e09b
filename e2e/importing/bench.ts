import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { BenchBrowser } from '../bench-browser.ts';
import { launch, serveFile, viewport } from '../bench-browser.ts';
import { dropAndWait } from './drop.ts';
import { largeModel } from './large-model.ts';
import { serveFolder } from './serve-folder.ts';

/** How many times faster than Netron a model of `compared` nodes has to be. */
const leastRatio = 6;
const compared = 3000;
/** Nodes of the models, and how often each is opened; the last has nearly as many as a design may have operators. */
const models = [
  { size: compared, runs: 3 },
  { size: 25_000, runs: 1 },
];

interface BenchOptions {
  readonly browser: BenchBrowser;
  /** The folder of a copy of Netron's page; null where there is none. */
  readonly netron: string | null;
  readonly say: (line: string) => void;
}

/** What stands on the canvas of the app, and of Netron. */
const drawn = {
  ours: '[data-drawn-items]:not([data-drawn-items="0"])',
  netron: 'body.default svg .node',
} as const;

/**
 * Drops large models on the built app, and on Netron in the same browser where there is a copy of it; prints milliseconds from the drop to a
 * canvas that answers. Returns whether every bound was kept.
 */
export async function bench({ browser, netron, say }: BenchOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-bench-'));
  const chrome = await launch(browser);
  let isKept = true;
  try {
    say('milliseconds from a drop to a canvas that answers, the median of the runs');
    for (const { size, runs } of models) {
      const path = join(folder, `nodes-${size}.onnx`);
      writeFileSync(path, largeModel(size));
      const ours = await medianOf(runs, () => inApp(chrome, path, folder));
      say(`  ${String(size).padStart(6)} nodes  blockwright ${ours.toFixed(0).padStart(7)}`);
      if (netron === null || size !== compared) continue;
      const theirs = await medianOf(runs, () => inNetron(chrome, path, netron));
      const ratio = theirs / ours;
      if (ratio < leastRatio) isKept = false;
      say(`  ${String(size).padStart(6)} nodes  Netron      ${theirs.toFixed(0).padStart(7)}`);
      say(`  ${ratio.toFixed(1)} times faster, at least ${leastRatio} are asked for`);
    }
    if (netron === null) say('  no ratio: NETRON does not name a folder with a copy of its page');
  } finally {
    await chrome.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return isKept;
}

async function medianOf(runs: number, run: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let done = 0; done < runs; done++) times.push(await run());
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!;
}

async function inApp(chrome: Browser, path: string, folder: string): Promise<number> {
  const app = await serveFile('resnet-18', folder);
  const page = await chrome.newPage({ viewport });
  try {
    await page.goto(app.address);
    await page.waitForSelector('.react-flow__node');
    return await dropAndWait(page, path, drawn.ours, 1);
  } finally {
    await page.close();
    app.end();
  }
}

/** Runs in the page: it takes `eval` away, which is what a browser is driven with. */
function keepEval(): void {
  const { eval: own } = globalThis;
  Object.defineProperty(globalThis, 'eval', { get: () => own, set: () => undefined });
}

async function inNetron(chrome: Browser, path: string, netron: string): Promise<number> {
  const site = await serveFolder(netron);
  const page = await chrome.newPage({ viewport });
  try {
    await page.addInitScript(keepEval);
    // or it asks first whether it may count its visitors
    await page.context().addCookies([{ name: 'consent', value: '1', url: site.address }]);
    await page.goto(site.address);
    await page.waitForLoadState('networkidle');
    return await dropAndWait(page, path, drawn.netron, compared / 2);
  } finally {
    await page.close();
    site.end();
  }
}
