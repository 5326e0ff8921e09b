import { around, bottleneckOfFields } from '../src-core/analysis/own-blocks.fixture.ts';
import type { Design, DesignNode } from '../src-core/document/design.ts';
import { openDesign, pitch } from './opened.ts';
import { expect, test } from './serve.ts';

const inColumn = (nodes: readonly DesignNode[]) =>
  nodes.map((node, index) => ({ ...node, position: { x: 0, y: index * pitch } }));

const block = { ...bottleneckOfFields, nodes: inColumn(bottleneckOfFields.nodes) };
const used = around(block.id, { mid: 16 }, 32, [block]);
const design: Design = { ...used, nodes: inColumn(used.nodes) };

test('the fields of an own block are bounded, derived, varied and solved for as those of a ready one', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(page, app, design);
  await canvas.select('x');
  const view = (name: string) => page.getByRole('tab', { name, exact: true }).click();

  const mid = canvas.field('mid');
  await mid.fill('5000');
  await mid.press('Enter');
  await expect(canvas.inspector.getByRole('alert').first()).toContainText('must be from 1 to 4096');
  await mid.press('Escape');
  await expect(canvas.total('Params')).toContainText('5,120');
  await expect(page.getByTestId('formula').getByRole('math').first()).toBeVisible();
  await expect(page.getByText('is kept as a number: division needs one')).toBeVisible();

  await view('Derivation');
  await expect(page.getByTestId('derivation')).toContainText('put in mid = 16, k = 3, C = 32');

  await view('Sensitivity');
  const varied = page.locator('[data-axis="mid"]');
  await expect(varied.getByTestId('slope-params-mid')).toHaveText('608');
  await expect(page.locator('[data-axis="groups"]')).toContainText('groups changes the graph');

  await view('Solve');
  await page.getByRole('textbox', { name: 'Target, params' }).fill('30000');
  await expect(page.getByTestId('solved')).toContainText('30,080');
  await page.getByRole('button', { name: /^Apply mid = 40/ }).click();
  await expect(canvas.total('Params')).toContainText('30,080');
  await expect(mid).toHaveValue('40');
  await page.keyboard.press('Control+z');
  await expect(mid).toHaveValue('16');
});

test('a formula that is stated of an own block is judged, in its drawing and at its uses', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(page, app, design);
  await canvas.select('x');
  await expect(page.getByRole('tab', { name: 'On trial' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  const { inspector } = canvas;
  await inspector.getByRole('button', { name: 'Published formulas' }).click();
  await inspector.getByRole('button', { name: 'Add a formula' }).click();
  await inspector.getByRole('button', { name: /What Formula 1 counts$/ }).click();
  await page.getByRole('option', { name: 'parameters' }).click();
  const formula = inspector.getByRole('textbox', { name: 'Formula of Formula 1' });
  await formula.fill('2*k^2*mid^2 + c*mid');
  await formula.press('Enter');
  await expect(inspector.getByRole('alert')).toContainText(
    'character 15: nothing in this formula is named c',
  );
  await formula.fill('2*k^2*mid^2 + C*mid');
  await formula.press('Enter');
  await expect(inspector.getByRole('alert')).toHaveCount(0);
  await page.getByRole('tab', { name: 'On trial' }).click();
  const verdict = page.getByTestId('trial-verdict');
  await expect(verdict).toHaveText('right: both are equal for all sizes, with groups = 1');

  await page.getByRole('navigation', { name: 'Level' }).getByRole('button').first().click();
  await canvas.select('x');
  await expect(verdict).toHaveText('right: both are equal for all sizes, with groups = 1');
  await expect(page.getByTestId('trial-present')).toContainText('5,120');
});
