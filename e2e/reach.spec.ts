import type { Locator } from '@playwright/test';
import { middleOf } from './canvas.ts';
import { column, openDesign } from './opened.ts';
import { expect, test } from './serve.ts';

/** How many pixels of the screen belong to a port, across its middle and down through it. */
const reachOf = (port: Locator): Promise<{ readonly across: number; readonly down: number }> =>
  port.evaluate((ring) => {
    const { x, y, width, height } = ring.getBoundingClientRect();
    const [middleX, middleY] = [x + width / 2, y + height / 2];
    const extent = (dx: number, dy: number): number => {
      let steps = 0;
      while (document.elementFromPoint(middleX + dx * steps, middleY + dy * steps) === ring) steps += 0.5;
      return steps;
    };
    return { across: extent(1, 0) + extent(-1, 0), down: extent(0, 1) + extent(0, -1) };
  });

test('ports are as large on the screen from far away, and wires come to them', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(
    page,
    app,
    column(
      [
        ['input', 'input', { channels: 16, height: 8, width: 8 }],
        ['first', 'conv2d', { outChannels: 16, kernel: 3 }],
        ['second', 'conv2d', { outChannels: 16, kernel: 3 }],
        ['sum', 'add', {}],
      ],
      ['input:out>first:in', 'first:out>second:in'],
    ),
  );
  for (const [percent, down] of [
    [100, 24],
    [69, 24],
    // the middle of an item stays its own
    [48, 17],
  ] as const) {
    await canvas.zoomOutTo(percent);
    for (const port of ['first:in', 'first:out', 'sum:a', 'sum:b']) {
      const reach = await reachOf(canvas.port(port));
      expect(reach.across, `${port} at ${percent}%`).toBeGreaterThanOrEqual(24);
      expect(reach.down, `${port} at ${percent}%`).toBeGreaterThanOrEqual(down);
    }
  }
  // Between and beside the ports the item itself is pressed.
  const item = canvas.node('first');
  const box = (await item.boundingBox())!;
  for (const part of [0.5, 0.15]) {
    await page.keyboard.press('Escape');
    await expect(canvas.inspector).not.toHaveAttribute('data-path', 'first');
    await page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
    await expect(canvas.inspector).toHaveAttribute('data-path', 'first');
  }

  // A wire begins at the rim of a port and ends at one that the pointer comes near.
  const [start, end] = [await middleOf(canvas.port('second:out')), await middleOf(canvas.port('sum:a'))];
  await page.mouse.move(start.x - 10, start.y - 8);
  await page.mouse.down();
  await page.mouse.move(end.x - 20, end.y, { steps: 5 });
  await expect(canvas.port('sum:a')).toHaveAttribute('data-verdict', 'accepts');
  await page.mouse.up();
  await expect(canvas.port('sum:a')).toHaveAttribute('data-state', 'wired');
});
