import type { Locator, Page } from '@playwright/test';
import { readableFrom } from '../src-renderer/canvas/detail.ts';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

const readable = Math.floor(readableFrom * 100);

interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where things are drawn, those that are drawn at all. */
const boxes = (target: Locator): Promise<readonly Box[]> =>
  target.evaluateAll((found) =>
    found.flatMap((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const name = element.getAttribute('data-node') ?? element.className.toString();
      return right > left ? [{ name, left, top, right, bottom }] : [];
    }),
  );

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** What lies over the lower corners of the canvas. */
const corners = (page: Page) => boxes(page.locator('[data-over="bottom"], .react-flow__minimap'));

/** Makes a block of an item; returns the message that says so. */
async function makeBlock(canvas: CanvasPage, item: string): Promise<Locator> {
  const { page } = canvas;
  await canvas.select(item);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Make a block');
  await page.keyboard.press('Enter');
  const message = page.getByRole('region', { name: 'Messages' }).getByRole('status');
  await expect(message).toContainText('is a block now');
  return message;
}

/** Pairs of what lies over the canvas and of items, of which one covers the other. */
async function covered(page: Page): Promise<readonly string[]> {
  const over = await boxes(page.locator('[data-over], .react-flow__minimap'));
  const items = await boxes(page.locator('[data-canvas] [data-node]'));
  return over.flatMap((one, index) =>
    [...items, ...over.slice(index + 1)]
      .filter((other) => overlap(one, other))
      .map(({ name }) => `${one.name} ${name}`),
  );
}

/** Controls that reach out of the window. */
async function outside(page: Page): Promise<readonly string[]> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const all = await boxes(
    page.locator('[role="toolbar"] button, [data-over] button, [data-part="status"] button'),
  );
  return all.filter(({ right, bottom }) => right > width || bottom > height).map(({ name }) => name);
}

/** Half a laptop's screen, and a window of 1440 x 900 with the page enlarged to 200%. */
for (const [width, height, scale] of [
  [1024, 700, 1],
  [720, 450, 2],
] as const) {
  test.describe(`a window of ${width} x ${height}`, () => {
    test.use({ viewport: { width, height }, deviceScaleFactor: scale, design: 'hs-resnet-50' });

    test('has all there is to do in reach', async ({ visit, page }) => {
      await visit();
      const canvas = new CanvasPage(page);
      await expect(canvas.node('stage3')).toBeVisible();
      expect(await outside(page)).toEqual([]);
      await expect.poll(() => covered(page)).toEqual([]);

      // The palette is a drawer: it adds, and goes by Escape or a press on the canvas.
      const palette = page.getByRole('complementary', { name: 'Palette', exact: true });
      await expect(palette).toHaveCount(0);
      await page.keyboard.press('/');
      await page.getByRole('textbox', { name: 'Search the palette' }).fill('Identity');
      await page.keyboard.press('Enter');
      await expect(canvas.node('pass-through')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(palette).toHaveCount(0);
      await page.keyboard.press('Control+z');
      // The view went to what was added.
      await page.getByRole('button', { name: 'Fit', exact: true }).click();

      if (width < 900) await page.getByRole('button', { name: 'Inspector', exact: true }).click();
      await canvas.select('stage3');
      await canvas.set({ Depth: 5 });
      await page.keyboard.press('Control+z');
      await page.getByRole('button', { name: 'More', exact: true }).click();
      for (const name of [/^Run /, 'Compare', /^Export as ONNX/]) {
        await expect(page.getByRole('menuitem', { name })).toBeInViewport();
      }
      await page.keyboard.press('Escape');

      // Inside a ready block nothing lies over anything, and what it says can be read.
      await canvas.inspector.getByRole('button', { name: 'Open stage3' }).click();
      await expect(page.getByRole('note', { name: 'Read-only' })).toBeInViewport({ ratio: 1 });
      expect(await outside(page)).toEqual([]);
      await expect(canvas.node('stage3/block1').locator('[data-fact="shape"]')).toBeVisible();

      // A message covers nothing that is used: what is over the canvas, panels, bars.
      await page.keyboard.press('Escape');
      const message = await makeBlock(canvas, 'stage3');
      const [box] = await boxes(message);
      expect(box!.right - box!.left).toBeGreaterThan(200);
      const used = await boxes(
        page.locator(
          '[data-over], [data-drawer], [data-part="inspector"], [data-part="toolbar"], [data-part="status"]',
        ),
      );
      if (width < 900) expect(used.map(({ name }) => name).join(' ')).toContain('drawer');
      expect([...used, ...(await corners(page))].filter((one) => overlap(one, box!))).toEqual([]);

      // Several of them stay on the canvas, the newest in sight.
      for (const [item, block] of [
        ['stage1', 'sequence2'],
        ['stage2', 'sequence3'],
        ['stage4', 'sequence4'],
      ] as const) {
        await canvas.node(item).click({ position: { x: 20, y: 12 } });
        await page.keyboard.press('Alt+b');
        await expect(message.filter({ hasText: `${block} is a block now` })).toBeInViewport({ ratio: 1 });
      }
      const region = await boxes(page.getByRole('region', { name: 'Messages' }));
      expect(used.filter((one) => overlap(one, region[0]!))).toEqual([]);
    });
  });
}

test.describe('a wide network', () => {
  test.use({ design: 'faster-rcnn' });

  test('is shown whole beside the map, and the panel below makes nothing unreadable', async ({
    visit,
    page,
  }) => {
    await visit();
    const canvas = new CanvasPage(page);
    await expect(canvas.node('predictor')).toBeVisible();
    await expect.poll(() => covered(page)).toEqual([]);
    const zoom = page.getByRole('button', { name: /zoom to 100%/i });
    const percent = async () => Number.parseInt((await zoom.textContent()) ?? '', 10);
    const whole = await percent();
    // The panel takes more than a third of the height, but the drawing keeps its size, or what can be read.
    await page.getByRole('button', { name: 'Bottom panel' }).click();
    await expect(page.locator('[data-part="bottom"]')).toBeVisible();
    await expect.poll(percent).toBeGreaterThanOrEqual(Math.min(whole, readable));
    await page.keyboard.press('1');
    await expect.poll(percent).toBeLessThan(whole);
  });
});

test.describe('the inspector', () => {
  test.use({ design: 'hs-resnet-50' });

  test('has room for formulas: beside the fields, wider, or below the canvas', async ({ visit, page }) => {
    await visit();
    const canvas = new CanvasPage(page);
    const tabs = page.getByRole('tablist', { name: 'About the formulas' });
    const topOf = async () => (await tabs.boundingBox())?.y ?? 0;
    await canvas.select('stage2');
    await expect(page.getByTestId('formula-value')).toBeInViewport();
    const top = await topOf();
    // The tabs stay where they are from item to item, and as the fields scroll below them.
    await canvas.select('stage3');
    expect(await topOf()).toBe(top);
    await canvas.field('Kernel k').scrollIntoViewIfNeeded();
    expect(await topOf()).toBe(top);
    await expect(page.getByTestId('formula-value')).toBeInViewport();

    await page.getByRole('button', { name: 'Put the formulas below the canvas' }).click();
    const below = page.locator('[data-part="bottom"]');
    await expect(below.getByTestId('formula-value')).toContainText('8,320,264');
    await expect(canvas.inspector.getByTestId('formula-value')).toHaveCount(0);
    await page.getByRole('button', { name: 'Put the formulas into the inspector' }).click();
    await expect(canvas.inspector.getByTestId('formula-value')).toContainText('8,320,264');

    const edge = page.getByRole('separator', { name: 'Width of the inspector' });
    await edge.focus();
    for (let times = 0; times < 4; times++) await edge.press('ArrowLeft');
    await canvas.inspector.getByRole('button', { name: 'This block' }).click();
    await expect(canvas.field('Depth')).toHaveCount(0);
    await page.reload();
    await expect(edge).toHaveAttribute('aria-valuenow', '416');
    await canvas.select('stage3');
    await expect(canvas.inspector.getByRole('button', { name: 'This block' })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
    await expect(canvas.field('Depth')).toHaveCount(0);
  });
});

test.describe('a message', () => {
  test.use({ design: 'hs-resnet-50' });

  test('moves aside for the words that a level adds beside the zoom', async ({ visit, page }) => {
    await visit();
    const canvas = new CanvasPage(page);
    const message = await makeBlock(canvas, 'stage3');
    await canvas.inspector.getByRole('button', { name: /^Open / }).click();
    await expect(page.getByText('leaves to')).toBeVisible();
    await expect
      .poll(async () => {
        const [box] = await boxes(message);
        return (await corners(page)).filter((corner) => overlap(corner, box!));
      })
      .toEqual([]);
  });
});
