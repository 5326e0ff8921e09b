import { networkOf } from '../src-core/catalogue.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'ghostnet' });

test('a long network seen from far has each of its wires between the two items that it joins', async ({
  visit,
  page,
}) => {
  await visit();
  const { nodes, edges } = networkOf('ghostnet')!.design;
  await expect(page.locator('.react-flow:is([data-detail="named"], [data-detail="far"])')).toBeVisible();
  await expect(page.locator('.react-flow__node')).toHaveCount(nodes.length);
  await expect(page.locator('[data-edge]')).toHaveCount(edges.length);
  const boxes = await page.locator('.react-flow__node').evaluateAll((items) =>
    items.map((item) => {
      const { left, right } = item.getBoundingClientRect();
      return { left, right };
    }),
  );
  const wires = await page.locator('[data-edge] path:first-child').evaluateAll((paths) =>
    paths.map((path) => {
      const { left, right, height } = path.getBoundingClientRect();
      return { left, right, height };
    }),
  );
  const [left, right] = [
    Math.min(...boxes.map((box) => box.left)),
    Math.max(...boxes.map((box) => box.right)),
  ];
  for (const wire of wires) {
    expect(wire.left).toBeGreaterThan(left);
    expect(wire.right).toBeLessThan(right);
    expect(wire.height).toBeGreaterThan(0);
  }
});

test('a zoom scales the dots behind a level, which are drawn for it once it rests', async ({
  visit,
  page,
}) => {
  await visit();
  const between = () =>
    page.locator('#dots').evaluate((pattern) => {
      const viewport = document.querySelector('.react-flow__viewport');
      if (viewport === null) throw new Error('there is no canvas');
      const { a: zoom } = new DOMMatrix(getComputedStyle(viewport).transform);
      const { a: scale } = new DOMMatrix(getComputedStyle(pattern.closest('svg')!).transform);
      const drawn = Number(pattern.getAttribute('width'));
      const rounded = (value: number) => Math.round(value * 100) / 100;
      return { drawn: rounded(drawn / zoom), seen: rounded((drawn * scale) / zoom) };
    });
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await expect.poll(between).toEqual({ drawn: 16, seen: 16 });
  await page.locator('.react-flow').hover();
  await page.mouse.wheel(0, -120);
  expect(await between()).toMatchObject({ seen: 16 });
  await expect.poll(between).toEqual({ drawn: 16, seen: 16 });
});
