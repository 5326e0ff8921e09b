import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CanvasPage } from './canvas.ts';
import { largeDesign } from './large/large-design.ts';
import { expect, isThorough, leftOut, test } from './serve.ts';

const file = 'touched.blockwright.json';
test.use({ design: file, hasTouch: true });

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Puts fingers down, moves each in steps, and lifts them. */
async function touch(page: Page, from: readonly Finger[], to: readonly Finger[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: readonly Finger[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map((finger, id) => ({ ...finger, id })),
    });
  await send('touchStart', from);
  const steps = 6;
  for (let step = 1; step <= steps; step += 1) {
    const part = (a: number, b: number): number => a + ((b - a) * step) / steps;
    await send(
      'touchMove',
      from.map(({ x, y }, finger) => ({ x: part(x, to[finger]?.x ?? x), y: part(y, to[finger]?.y ?? y) })),
    );
  }
  await send('touchEnd', []);
}

const viewOf = (page: Page) =>
  page.evaluate(() => {
    const viewport = document.querySelector('.react-flow__viewport');
    const flow = document.querySelector('.react-flow');
    if (viewport === null || flow === null) throw new Error('there is no canvas');
    const { left, top, width, height } = flow.getBoundingClientRect();
    const { e, f, a } = new DOMMatrix(getComputedStyle(viewport).transform);
    return { x: left + e, y: top + f, zoom: a, middle: { x: left + width / 2, y: top + height / 2 } };
  });

for (const [kind, count] of [
  ['small', 60],
  ['large', 600],
] as const) {
  test(`fingers drag an item of a ${kind} level, and pinch it nearer`, async ({ app, visit, page }) => {
    test.skip(kind === 'small' && !isThorough, leftOut);
    const design = largeDesign(count);
    writeFileSync(join(app.workspace, file), JSON.stringify(design));
    await visit();
    const canvas = new CanvasPage(page);
    const undo = page.getByRole('button', { name: /^Undo/ });
    await expect(page.locator('[data-drawn-items], .react-flow__node').first()).toBeAttached();
    await expect.poll(async () => (await viewOf(page)).zoom).toBeLessThan(1);

    const { id, position } = design.nodes[Math.floor(count / 2)]!;
    // of a large level an element comes with the finger
    if (kind === 'small') await expect(canvas.node(id)).toBeVisible();
    const before = await viewOf(page);
    const start = {
      // beside the ports in the middle, which fingers reach from further away
      x: before.x + (position.x + 40) * before.zoom,
      y: before.y + (position.y + 35) * before.zoom,
    };
    await touch(page, [start], [{ x: start.x + 60, y: start.y + 30 }]);
    await expect(undo).toBeEnabled();
    await expect(canvas.inspector).toHaveAttribute('data-path', id);
    expect((await viewOf(page)).zoom).toBe(before.zoom);
    await page.keyboard.press('Control+z');
    await expect(undo).toBeDisabled();

    const { middle } = before;
    const spread = (by: number) => [
      { x: middle.x - by, y: middle.y + 8 },
      { x: middle.x + by, y: middle.y + 8 },
    ];
    await touch(page, spread(40), spread(160));
    await expect.poll(async () => (await viewOf(page)).zoom).toBeGreaterThan(before.zoom * 1.5);
    await expect(undo).toBeDisabled();
  });
}
