import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import type { Design } from '../../src-core/document/design.ts';
import type { BenchBrowser } from '../bench-browser.ts';
import { launch, serveFile, viewport } from '../bench-browser.ts';
import { largeDesign } from './large-design.ts';
import { driveReady } from './ready-steps.ts';
import { ready, readyTable } from './ready-table.ts';
import type { Figures } from './steps.ts';
import { drive } from './steps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** How many times less than stock React Flow a drag step takes while all is in view. */
const leastRatio = 15;

/** The most milliseconds (of the heap: megabytes) of each figure, by how many items are open. */
const boundsOf = (count: number): Readonly<Record<string, number>> =>
  count <= 3000
    ? { step: 12, drop: 100, undo: 100, interactive: 2000, idle: 4000, heap: 120 }
    : { step: 25, interactive: 5000 };

export interface BenchOptions {
  readonly browser: BenchBrowser;
  readonly count: number;
  /** True to leave stock React Flow out. */
  readonly isAlone: boolean;
  readonly say: (line: string) => void;
}

/**
 * Runs the app, then stock React Flow, with one large design in one browser, and the app with a ready network; returns whether
 * every bound was kept.
 */
export async function bench({ browser, count, isAlone, say }: BenchOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-bench-'));
  const design = largeDesign(count);
  const chrome = await launch(browser);
  try {
    say(`${count} items, ${design.edges.length} wires; main-thread milliseconds`);
    const app = await ofApp(chrome, design, folder);
    const stock = isAlone ? null : await ofStock(chrome, design, folder);
    const isKept = table(app, stock, boundsOf(count), say);
    const steps = await withApp(chrome, ready, folder, driveReady);
    return readyTable(steps, say) && isKept;
  } finally {
    await chrome.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Visits the app in the serve shell.
 * @param opened what is open in it: a file or the name of a ready network
 */
async function withApp<T>(
  chrome: Browser,
  opened: string,
  folder: string,
  visit: (page: Page, open: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const served = await serveFile(opened, folder);
  try {
    const page = await chrome.newPage({ viewport });
    const open = async () => {
      await page.goto(served.address, { waitUntil: 'commit' });
    };
    return await visit(page, open);
  } finally {
    served.end();
  }
}

/** The app, with the design open as a file. */
function ofApp(chrome: Browser, design: Design, folder: string): Promise<Figures> {
  const file = join(folder, 'large.blockwright.json');
  writeFileSync(file, JSON.stringify(design));
  return withApp(chrome, file, folder, (page, open) => drive(page, { open, design, isApp: true }));
}

/** React Flow as its documentation shows it. */
async function ofStock(chrome: Browser, design: Design, folder: string): Promise<Figures> {
  const entry = join(root, 'e2e', 'large', 'stock-page.tsx');
  const outDir = join(folder, 'stock');
  // or JSX would be compiled for development
  process.env.NODE_ENV = 'production';
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      lib: { entry, formats: ['iife'], name: 'stock', fileName: 'stock', cssFileName: 'stock' },
    },
  });
  const read = (name: string) => readFileSync(join(outDir, name), 'utf8');
  const page = await chrome.newPage({ viewport });
  const fill = 'html,body,#root{height:100%;margin:0}';
  await page.setContent(`<style>${read('stock.css')}${fill}</style><div id="root"></div>`);
  await page.addScriptTag({ content: read('stock.iife.js') });
  const open = () => page.evaluate((shown) => window.show(shown), design);
  return drive(page, { open, design, isApp: false });
}

/** Prints every figure beside stock's; returns whether all bounds were kept. */
function table(
  app: Figures,
  stock: Figures | null,
  bounds: Readonly<Record<string, number>>,
  say: (line: string) => void,
): boolean {
  let isKept = true;
  const row = (name: string, ours: number, theirs: number | undefined, bound: number | undefined) => {
    const isOver = bound !== undefined && ours > bound;
    if (isOver) isKept = false;
    const cells = [
      ours.toFixed(1),
      theirs?.toFixed(1) ?? '',
      theirs === undefined ? '' : `${(theirs / ours).toFixed(1)} x`,
      bound === undefined ? '' : `<= ${bound}`,
    ];
    say(`${name.padEnd(20)}${cells.map((cell) => cell.padStart(10)).join('')}${isOver ? '  over' : ''}`);
  };
  say(`${''.padEnd(20)}${['app', 'stock', 'ratio', 'bound'].map((cell) => cell.padStart(10)).join('')}`);
  for (const name of ['interactive', 'idle', 'drop'] as const)
    row(name, app[name], stock?.[name], bounds[name]);
  row('undo', app.undo, undefined, bounds.undo);
  row('heap, MB', app.heap, stock?.heap, bounds.heap);
  for (const [name, { p50, p95 }] of Object.entries(app.steps)) {
    row(`${name} p50`, p50, stock?.steps[name]?.p50, undefined);
    row(`${name} p95`, p95, stock?.steps[name]?.p95, bounds.step);
  }
  const name = 'drag at fit-all';
  const theirs = stock?.steps[name]?.p50;
  if (theirs === undefined) return isKept;
  const ratio = theirs / (app.steps[name]?.p50 ?? Number.POSITIVE_INFINITY);
  say(
    `a drag step at fit-all takes ${ratio.toFixed(1)} times less than stock; at least ${leastRatio} is wanted`,
  );
  return isKept && ratio >= leastRatio;
}
