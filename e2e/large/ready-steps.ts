import type { Page } from '@playwright/test';
import { takeNoted, watchInput } from './input-to-paint.ts';
import type { Metrics, Summary } from './metrics.ts';
import { drawn, idleSince, metricsOf, summary } from './metrics.ts';

/** What a step cost: from input to paint, and of the main thread. */
interface StepFigures {
  readonly paint: Summary;
  readonly work: Summary;
}

/** What each kind of step cost. */
export type ReadySteps = Readonly<Record<string, StepFigures>>;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Steps that are taken before any is counted. */
const warmUps = 3;

async function middleOf(page: Page, selector: string): Promise<Place> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not drawn`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Takes steps one after another, each once the frame of the last is shown; what an edit leaves to do goes on meanwhile. */
async function measured(
  page: Page,
  metrics: Metrics,
  type: string,
  count: number,
  step: (index: number) => Promise<void>,
): Promise<StepFigures> {
  const paint: number[] = [];
  const work: number[] = [];
  for (let index = 0; index < count + warmUps; index += 1) {
    await takeNoted(page, type);
    const before = await metrics.worked();
    await step(index);
    await drawn(page);
    const worked = (await metrics.worked()) - before;
    const noted = await takeNoted(page, type);
    if (index < warmUps) continue;
    if (noted.length === 0) throw new Error('the page saw no input');
    paint.push(Math.max(...noted));
    work.push(worked);
  }
  return { paint: summary(paint), work: summary(work) };
}

/** Presses a field and drags its number to and fro; every step changes it. */
async function scrub(page: Page, metrics: Metrics, label: string, steps: number): Promise<StepFigures> {
  const field = `[data-field="${label}"] input`;
  const { x, y } = await middleOf(page, field);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const figures = await measured(page, metrics, 'pointermove', steps, (index) =>
    page.mouse.move(x + 8 + 8 * (index % 8 < 4 ? index % 4 : 4 - (index % 4)), y),
  );
  await page.mouse.up();
  return figures;
}

/** Selects, scrubs and drags in a ready network as it opens. */
export async function driveReady(page: Page, open: () => Promise<void>): Promise<ReadySteps> {
  const metrics = await metricsOf(page);
  await open();
  await page.waitForSelector('[data-node="stage3"]', { timeout: 60_000 });
  await idleSince(page, metrics, performance.now());
  await watchInput(page, ['pointermove', 'click']);
  const places: Place[] = [];
  for (const name of ['stage1', 'stage2', 'stage3', 'stage4']) {
    places.push(await middleOf(page, `[data-node="${name}"]`));
  }
  const figures: Record<string, StepFigures> = {};
  figures['scrub w of the design'] = await scrub(page, metrics, 'Width w', 40);
  await idleSince(page, metrics, performance.now());
  figures['select an item'] = await measured(page, metrics, 'click', 24, async (index) => {
    const { x, y } = places[index % places.length] ?? { x: 0, y: 0 };
    await page.mouse.click(x, y);
  });
  await idleSince(page, metrics, performance.now());
  figures['scrub s of a stage'] = await scrub(page, metrics, 'Groups s', 40);
  await idleSince(page, metrics, performance.now());
  const { x, y } = places[2] ?? { x: 0, y: 0 };
  await page.mouse.move(x, y);
  await page.mouse.down();
  figures['drag an item'] = await measured(page, metrics, 'pointermove', 40, (index) =>
    page.mouse.move(x + 8 + 2 * index, y + index),
  );
  await page.mouse.up();
  return figures;
}
