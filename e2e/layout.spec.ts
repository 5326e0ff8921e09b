import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { largeDesign } from './large/large-design.ts';
import { expect, test } from './serve.ts';

const file = 'heap.blockwright.json';
test.use({ design: file });

test('a large design whose items stand in a heap opens, and is laid out as one step', async ({
  app,
  visit,
  page,
}) => {
  test.slow();
  const design = largeDesign(1500);
  const heap = { ...design, nodes: design.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })) };
  writeFileSync(join(app.workspace, file), JSON.stringify(heap));
  await visit();
  const drawing = page.locator('[data-drawn-items]');
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(drawing).toHaveAttribute('data-drawn-items', String(heap.nodes.length), { timeout: 30_000 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Lay the design out again');
  await page.keyboard.press('Enter');
  await expect(undo).toBeEnabled({ timeout: 30_000 });
  // all but the first have moved
  await expect(drawing).toHaveAttribute('data-placed-items', /^1(499|500)$/);
  await page.keyboard.press('Control+z');
  await expect(undo).toBeDisabled({ timeout: 30_000 });
});
