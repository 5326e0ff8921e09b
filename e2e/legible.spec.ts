import type { Page } from '@playwright/test';
import { buriedLabels, overlapping, wheelTo, writtenOn } from './legible.ts';
import { expect, isThorough, leftOut, test } from './serve.ts';

const zooms = [0.25, 0.45, 0.6, 0.7, 0.8, 1, 1.5];
const least = 11;

/** Holds every text of the level that is open against what can be read, at each zoom. */
async function expectLegible(page: Page, level: string): Promise<void> {
  await expect(page.locator(`[data-canvas][data-level="${level}"]`)).toHaveAttribute('aria-busy', 'false');
  await expect(page.locator('[data-node]').first()).toBeVisible();
  for (const zoom of zooms) {
    await wheelTo(page, zoom);
    const texts = await writtenOn(page);
    const says = `${level || 'the design'} at ${zoom * 100}%`;
    expect(texts.length, says).toBeGreaterThan(2);
    // the wheel comes within a part in five hundred of the zoom
    expect(
      texts.filter(({ size }) => size < least * 0.998),
      says,
    ).toEqual([]);
    expect(overlapping(texts), says).toEqual([]);
    expect(
      texts.filter(({ beyond }) => beyond > 1),
      says,
    ).toEqual([]);
    expect(await buriedLabels(page), says).toEqual([]);
  }
}

async function enter(page: Page, level: string): Promise<void> {
  await page.keyboard.press('1');
  const item = page.locator(`[data-node="${level}"]`);
  await item.click();
  await item.press('Enter');
}

test.describe('of HS-ResNet-50', () => {
  test.use({ design: 'hs-resnet-50' });

  test('a stage says at 70% what it has and costs, beside a bar in its colour', async ({ visit, page }) => {
    await visit();
    const stage = page.locator('[data-node="stage4"]');
    await expect(stage).toBeVisible();
    await wheelTo(page, 0.7);
    const box = (await stage.boundingBox())!;
    for (const fact of ['shape', 'params', 'cost', 'share']) {
      const said = (await stage.locator(`[data-fact="${fact}"]`).boundingBox())!;
      expect(said.y + said.height, fact).toBeLessThanOrEqual(box.y + box.height + 1);
      expect(said.x + said.width, fact).toBeLessThanOrEqual(box.x + box.width);
    }
    const colour = (at: string) =>
      stage.locator(`[class*="${at}"]`).evaluate((bar) => getComputedStyle(bar).backgroundColor);
    expect(await colour('fill')).not.toBe(await colour('track'));
    expect(await colour('fill')).not.toBe('rgba(0, 0, 0, 0)');
  });

  test('whatever is written can be read at any zoom, and covers nothing', async ({ visit, page }) => {
    test.slow();
    await visit();
    await expectLegible(page, '');
    for (const level of ['stage1', 'stage1/block2', 'stage1/block2/hs']) {
      await enter(page, level);
      if (level !== 'stage1') await expectLegible(page, level);
    }
  });
});

test.describe('of DenseNet-121', () => {
  test.use({ design: 'densenet-121' });
  test('shapes on wires stand clear of items, names and other wires', async ({ visit, page }) => {
    test.skip(!isThorough, leftOut);
    test.slow();
    await visit();
    await expectLegible(page, '');
    await enter(page, 'stage1');
    await enter(page, 'stage1/block2');
    await expectLegible(page, 'stage1/block2');
  });
});
