import type { Page } from '@playwright/test';
import type { Design } from '../../src-core/document/design.ts';
import type { Metrics, Summary } from './metrics.ts';
import { drawn, idleSince, metricsOf, summary } from './metrics.ts';

/** Milliseconds; of the heap megabytes after a collection. */
export interface Figures {
  readonly interactive: number;
  readonly idle: number;
  readonly drop: number;
  readonly undo: number;
  readonly heap: number;
  /** Main-thread milliseconds of each kind of step. */
  readonly steps: Readonly<Record<string, Summary>>;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The view of a canvas: where its left top corner and its origin are in the window, and its zoom. */
const viewOf = (page: Page) =>
  page.evaluate(() => {
    const viewport = document.querySelector('.react-flow__viewport');
    const flow = document.querySelector('.react-flow');
    if (viewport === null || flow === null) throw new Error('there is no canvas');
    const { left, top, width, height } = flow.getBoundingClientRect();
    const { e, f, a } = new DOMMatrix(getComputedStyle(viewport).transform);
    return { left, top, width, height, x: left + e, y: top + f, zoom: a };
  });

const half = { width: 60, height: 10 };

/** An item that is wholly in view, nearest to its middle, and where on the window a press takes hold of it. */
async function itemInView(page: Page, design: Design): Promise<Place> {
  const view = await viewOf(page);
  const middle = { x: view.left + view.width / 2, y: view.top + view.height / 2 };
  const places = design.nodes.map(({ position }) => ({
    x: view.x + (position.x + half.width) * view.zoom,
    y: view.y + (position.y + half.height) * view.zoom,
  }));
  const away = ({ x, y }: Place) => Math.hypot(x - middle.x, y - middle.y);
  return places.reduce((best, place) => (away(place) < away(best) ? place : best));
}

/** Takes steps, and tells what each cost the main thread until its frame was drawn. */
async function timed(
  page: Page,
  metrics: Metrics,
  count: number,
  step: (index: number) => Promise<void>,
): Promise<readonly number[]> {
  const costs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const before = await metrics.worked();
    await step(index);
    await drawn(page);
    costs.push((await metrics.worked()) - before);
  }
  return costs;
}

async function drag(page: Page, metrics: Metrics, design: Design, steps: number) {
  const { x, y } = await itemInView(page, design);
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
  await drawn(page);
  await page.mouse.down();
  const costs = await timed(page, metrics, steps, (index) => page.mouse.move(x + 4 + index * 2, y + index));
  const [drop = 0] = await timed(page, metrics, 1, () => page.mouse.up());
  return { step: summary(costs.slice(2)), drop };
}

async function pan(page: Page, metrics: Metrics, steps: number): Promise<Summary> {
  const { left, top, width, height } = await viewOf(page);
  const x = left + width / 2;
  const y = top + height / 2;
  await page.mouse.move(x, y);
  await drawn(page);
  await page.mouse.down({ button: 'middle' });
  const costs = await timed(page, metrics, steps, (index) => page.mouse.move(x - 6 * index, y - 3 * index));
  await page.mouse.up({ button: 'middle' });
  return summary(costs.slice(2));
}

async function zoom(page: Page, metrics: Metrics, by: number, steps: number): Promise<Summary> {
  const { left, top, width, height } = await viewOf(page);
  await page.mouse.move(left + width / 2, top + height / 2);
  const costs = await timed(page, metrics, steps, () => page.mouse.wheel(0, by));
  return summary(costs.slice(1));
}

/** Zooms with the wheel until the zoom of the canvas is near one. */
async function zoomTo(page: Page, goal: number): Promise<void> {
  const { left, top, width, height } = await viewOf(page);
  await page.mouse.move(left + width / 2, top + height / 2);
  for (let turns = 0; turns < 80; turns += 1) {
    const { zoom: now } = await viewOf(page);
    if (Math.abs(Math.log2(goal / now)) < 0.15) break;
    await page.mouse.wheel(0, -500 * Math.max(-0.5, Math.min(0.5, Math.log2(goal / now))));
    await drawn(page);
  }
}

export interface Visit {
  readonly open: () => Promise<void>;
  readonly design: Design;
  readonly isApp: boolean;
}

/**
 * Opens a page and does to it what a person does: drags, pans and zooms with all in view, in the middle distance and at
 * its own size.
 */
export async function drive(page: Page, { open, design, isApp }: Visit): Promise<Figures> {
  const metrics = await metricsOf(page);
  const start = performance.now();
  await open();
  await page.waitForSelector(isApp ? '.react-flow__node, [data-drawn-items]' : '.react-flow__node', {
    state: 'attached',
    timeout: 300_000,
  });
  await drawn(page);
  const interactive = performance.now() - start;
  const idle = await idleSince(page, metrics, start);
  const steps: Record<string, Summary> = {};
  let drop = 0;
  let undo = 0;
  const heap = await metrics.heap();
  for (const [name, goal] of [
    ['fit-all', null],
    ['45%', 0.45],
    ['100%', 1],
  ] as const) {
    if (goal !== null) await zoomTo(page, goal);
    const dragged = await drag(page, metrics, design, 60);
    steps[`drag at ${name}`] = dragged.step;
    drop = Math.max(drop, dragged.drop);
    if (isApp) {
      const [cost = 0] = await timed(page, metrics, 1, () => page.keyboard.press('Control+z'));
      undo = Math.max(undo, cost);
    }
    steps[`pan at ${name}`] = await pan(page, metrics, 40);
    steps[`zoom at ${name}`] = await zoom(page, metrics, 20, 12);
  }
  return { interactive, idle, steps, drop, undo, heap };
}
