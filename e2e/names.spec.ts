import type { Design, DesignNode } from '../src-core/document/design.ts';
import { emptyDesign } from '../src-core/document/design.ts';
import { openDesign } from './opened.ts';
import { expect, test } from './serve.ts';

const names = ['in put', 'q"uote', 'back\\slash', '卷积', 'a b', '出力'];

const fieldsAt = (index: number): DesignNode['fields'] =>
  index === 0 ? { channels: 3, height: 8, width: 8 } : index === 5 ? {} : { outChannels: 3 };

/** A column of items of these names, of which only the first two are wired. */
const design: Design = {
  ...emptyDesign('Names'),
  nodes: names.map((id, index) => ({
    id,
    definition: index === 0 ? 'input' : index === names.length - 1 ? 'output' : 'conv2d',
    fields: fieldsAt(index),
    position: { x: 0, y: index * 110 },
  })),
  edges: [{ id: 'e1', from: { node: names[0]!, port: 'out' }, to: { node: names[1]!, port: 'in' } }],
};

test('items of any names are opened, wired and edited together', async ({ visit, page, app }) => {
  await visit();
  const canvas = await openDesign(page, app, design);

  await expect(canvas.wires()).toHaveCount(1);

  // A name stands in a selector as CSS writes it.
  const written = names.map((name) => name.replaceAll(/["\\]/g, '\\$&'));
  for (const [index, name] of written.slice(2).entries())
    await canvas.wire(`${written[index + 1]}:out`, `${name}:in`);
  // Four convolutions of 3 × 3 × 3 × 3 weights.
  await expect(canvas.total('Params')).toHaveText(/^Params\s*324$/);

  await canvas.node(written[1]!).click();
  await page.keyboard.down('Shift');
  await canvas.node(written[4]!).click();
  await page.keyboard.up('Shift');
  await canvas.set({ 'Output channels': 6 });
  await expect(canvas.total('Params')).toHaveText(/^Params\s*567$/);
});
