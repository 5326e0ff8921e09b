import { networkOf } from '../src-core/catalogue.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'ghostnet' });

test('a long network seen from far has each of its wires between the two items that it joins', async ({
  visit,
  page,
}) => {
  await visit();
  const { nodes, edges } = networkOf('ghostnet')!.design;
  await expect(page.locator('.react-flow[data-detail="far"]')).toBeVisible();
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
