import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CanvasPage } from './canvas.ts';
import { largeDesign } from './large/large-design.ts';
import { expect, test } from './serve.ts';

const count = 3000;
const design = largeDesign(count);
const file = 'large.blockwright.json';
test.use({ design: file });

/** More elements than this at once are more than a large level may have while all of it is in view. */
const fewElements = 4;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where a point of the canvas is in the window. */
const onScreen = (page: Page, { x, y }: Spot): Promise<Spot> =>
  page.evaluate(
    (point) => {
      const viewport = document.querySelector('.react-flow__viewport');
      const flow = document.querySelector('.react-flow');
      if (viewport === null || flow === null) throw new Error('there is no canvas');
      const { left, top } = flow.getBoundingClientRect();
      const at = new DOMMatrix(getComputedStyle(viewport).transform).transformPoint(point);
      return { x: left + at.x, y: top + at.y };
    },
    { x, y },
  );

const placeOf = (id: string): Spot => design.nodes.find((node) => node.id === id)!.position;

/** The middle of the upper part of an item, in the window. */
const middleOf = (page: Page, id: string): Promise<Spot> => {
  const { x, y } = placeOf(id);
  return onScreen(page, { x: x + 100, y: y + 35 });
};

/** The pixels of everything at rest that is in view, kept in the page. */
const ground = (page: Page) =>
  drawing(page).evaluateHandle((layer: HTMLElement) => {
    const place = layer.getBoundingClientRect();
    const copy = document.createElement('canvas');
    Object.assign(copy, { width: Math.round(place.width), height: Math.round(place.height) });
    const context = copy.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('nothing can be drawn');
    for (const tile of layer.querySelectorAll<HTMLCanvasElement>('[data-ground]:not([hidden]) canvas')) {
      const { left, top, width, height } = tile.getBoundingClientRect();
      context.drawImage(tile, left - place.left, top - place.top, width, height);
    }
    return context.getImageData(0, 0, copy.width, copy.height);
  });

/** To the eye nothing is another: overlapping edges may round otherwise. */
const rounding = 8;
/** What nobody overlooks. */
const plain = 16;

/** Where colours of the ground differ from what they were by more than so much; empty where none does. */
const difference = async (
  page: Page,
  before: Awaited<ReturnType<typeof ground>>,
  by: number,
): Promise<string> => {
  const now = await ground(page);
  return now.evaluate(
    ({ data, width, height }, { earlier, most }) => {
      if (width !== earlier.width || height !== earlier.height) return 'another size';
      let [left, right, top, bottom] = [width, -1, height, -1];
      for (let at = 0; at < data.length; at++) {
        if (Math.abs(data[at]! - earlier.data[at]!) <= most) continue;
        const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
        [left, right, top, bottom] = [
          Math.min(left, x),
          Math.max(right, x),
          Math.min(top, y),
          Math.max(bottom, y),
        ];
      }
      return right === -1 ? '' : `x ${left} to ${right}, y ${top} to ${bottom}`;
    },
    { earlier: before, most: by },
  );
};

const drawing = (page: Page) => page.locator('[data-drawn-items]');
/** The part of it that is seen; where it stands for no other view it is drawn for this one. */
const sharp = (page: Page) => drawing(page).locator('[data-ground]:not([hidden])');
/** How many items the frame after this moment draws. */
const drawnInNextFrame = (page: Page) =>
  drawing(page).evaluate(
    (layer: HTMLElement) =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(layer.dataset.drawnItems)));
      }),
  );
const elements = (page: Page) => page.locator('.react-flow__node');

test('a level of 3,000 items is drawn, and worked on like a small one', async ({ app, visit, page }) => {
  test.slow();
  writeFileSync(join(app.workspace, file), JSON.stringify(design));
  await visit();
  const canvas = new CanvasPage(page);

  await test.step('all of it is drawn, without an element for any', async () => {
    // Its first picture is made between frames, which a busy machine has few of.
    await expect(drawing(page)).toHaveAttribute('data-drawn-items', String(count), { timeout: 30_000 });
    await expect(elements(page)).toHaveCount(0);
  });

  await test.step('an item becomes an element under the pointer, and a click selects it', async () => {
    const { x, y } = await middleOf(page, 'conv1501');
    await page.mouse.move(x, y);
    await expect(canvas.node('conv1501')).toHaveCount(1);
    await page.mouse.click(x, y);
    await expect(canvas.inspector).toHaveAttribute('data-path', 'conv1501');
    expect(await elements(page).count()).toBeLessThanOrEqual(fewElements);
  });

  await test.step('a drag places the item it moves, and undo puts that one back', async () => {
    const from = await middleOf(page, 'conv1501');
    // a view that came before this one may still stand for it, and typefaces may still come
    await expect(sharp(page)).toHaveCSS('transform', 'none');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const whole = await ground(page);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
    await page.mouse.move(from.x + 12, from.y + 6, { steps: 4 });
    await expect(drawing(page)).toHaveAttribute('data-placed-items', '1');
    expect(await difference(page, whole, plain)).not.toBe('');
    // a step draws what moves alone; once it rests, what gives way to it is drawn too
    let x = from.x + 12;
    await expect(async () => {
      x += x > from.x + 12 ? -1 : 1;
      await page.mouse.move(x, from.y + 6);
      expect(await drawnInNextFrame(page)).toBe('1');
    }).toPass();
    await page.mouse.up();
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeEnabled();
    await expect(drawing(page)).toHaveAttribute('data-placed-items', '1');
    await expect(canvas.node('conv1501')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
    await expect(drawing(page)).toHaveAttribute('data-placed-items', '1');
    // drawn in pieces on the way, the ground is as it was when it was drawn whole
    await expect.poll(() => difference(page, whole, rounding)).toBe('');
    await page.mouse.move(from.x, from.y + 1);
    await expect(canvas.node('conv1501')).toHaveCount(1);
  });

  await test.step('the view follows what is dragged to an edge, and nowhere else', async () => {
    const from = await middleOf(page, 'conv1501');
    const edge = await canvas.canvas.boundingBox();
    if (edge === null) throw new Error('there is no canvas');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
    expect(await middleOf(page, 'conv1501')).toEqual(from);
    await page.mouse.move(from.x, edge.y + edge.height - 10, { steps: 4 });
    await expect.poll(async () => (await middleOf(page, 'conv1501')).y).toBeLessThan(from.y - 20);
    await page.mouse.up();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('1');
    await expect.poll(() => middleOf(page, 'conv1501')).toEqual(from);
    await page.mouse.move(from.x, from.y + 1);
    await expect(canvas.node('conv1501')).toHaveCount(1);
  });

  await test.step('a field places no item but its own', async () => {
    await canvas.set({ Kernel: 5 });
    await expect(drawing(page)).toHaveAttribute('data-placed-items', '1');
    await page.keyboard.press('Escape');
  });

  await test.step('a box selects what it covers, drawn or not', async () => {
    // from below the middle column up over its last seven items, away from the edges, where the view would follow
    const column = design.nodes.filter(({ position }) => position.x === placeOf('conv1501').x);
    const [top, bottom] = [column.at(-7)!, column.at(-1)!];
    const start = await onScreen(page, { x: bottom.position.x - 20, y: bottom.position.y + 300 });
    const end = await onScreen(page, { x: top.position.x + 120, y: top.position.y + 30 });
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 5 });
    await page.mouse.up();
    await expect(canvas.inspector).toContainText('7 items');
    expect(await elements(page).count()).toBeLessThanOrEqual(fewElements);
    const grip = await middleOf(page, column.at(-3)!.id);
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x - 10, grip.y + 4, { steps: 3 });
    await expect(drawing(page)).toHaveAttribute('data-placed-items', '7');
    await page.mouse.up();
    await page.keyboard.press('Control+z');
    await expect(drawing(page)).toHaveAttribute('data-placed-items', '7');
  });

  await test.step('near, what is in view is made of elements with their ports and figures', async () => {
    await page.keyboard.press('0');
    await expect(canvas.canvas.getByRole('button', { name: 'Zoom to 100%' })).toHaveText('100%');
    await expect(page.locator('.react-flow__node [data-fact="params"]').first()).toBeVisible();
    await expect.poll(() => elements(page).count()).toBeGreaterThan(fewElements);
    const inView = await elements(page).count();
    expect(inView).toBeLessThan(150);
    expect(await page.locator('[data-port]').count()).toBeGreaterThanOrEqual(inView);
  });

  await test.step('after a zoom in small steps the ground is as when it is drawn whole', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await expect(drawing(page)).toHaveAttribute('data-drawn-items', String(count));
    const started = await ground(page);
    for (let steps = 0; steps < 6; steps += 1) await page.mouse.wheel(0, -20);
    await expect.poll(() => difference(page, started, plain)).not.toBe('');
    await expect(sharp(page)).toHaveCSS('transform', 'none');
    const followed = await ground(page);
    // typefaces that have come have all of it drawn anew
    await page.evaluate(() => document.fonts.dispatchEvent(new Event('loadingdone')));
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await difference(page, followed, rounding)).toBe('');
  });

  await test.step('a group of two is one item, entered by a double click from far', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await expect(sharp(page)).toHaveCSS('transform', 'none');
    await expect.poll(() => elements(page).count()).toBeLessThanOrEqual(fewElements);
    const first = await middleOf(page, 'conv1501');
    const second = await middleOf(page, 'conv1502');
    await page.mouse.click(first.x, first.y);
    await page.keyboard.down('Shift');
    await page.mouse.move(second.x, second.y);
    await page.mouse.click(second.x, second.y);
    await page.keyboard.up('Shift');
    await page.keyboard.press('Control+g');
    // one less, and the selected one once more above the others
    await expect(drawing(page)).toHaveAttribute('data-drawn-items', String(count - 1 + 1));
    await expect(canvas.inspector).toHaveAttribute('data-path', 'sequence');
    await page.mouse.move(first.x, first.y);
    await page.mouse.dblclick(first.x, first.y + 2);
    await expect(canvas.canvas).toHaveAttribute('data-level', 'sequence');
    await expect(canvas.node('sequence/conv1501')).toBeVisible();
    await expect(drawing(page)).toHaveCount(0);
  });
});
