import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.describe('published figures', () => {
  test.use({ design: 'resnet-50' });

  test('accuracies stand beside our counts, and the keyboard reads each', async ({ visit, page }) => {
    await visit();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('radio', { name: 'Published' }).click();
    const plot = page.getByRole('group', { name: /Published top-1 accuracy/ });
    await expect(plot.locator('[data-point="torchvision resnet50 IMAGENET1K_V2"]')).toBeVisible();

    // The one confirmed figure of HS-ResNet is a height without a place.
    const level = plot.locator('[data-level="HS-ResNet50"]');
    await expect(level).toContainText('81.28%: params and cost could not be read');
    await level.focus();
    const region = page.getByRole('region', { name: 'Published accuracy' });
    await expect(region.getByText('params —, cost —')).toBeVisible();
    await page.keyboard.press('End');
    await expect(plot.locator('[data-point]:focus')).toHaveCount(1);
    await expect(page.getByText(/^ours: [\d,—]+ params/)).toBeVisible();

    const search = page.getByRole('textbox', { name: 'Filter by network or source' });
    await search.fill('ghost-resnet-50');
    const audit = page.getByRole('table', { name: 'Published figures against our counts' });
    await expect(audit).toContainText('off by +953,512, unexplained');
    await expect(audit).not.toContainText('resnet50_vd');
    await search.fill('no such network');
    await expect(page.getByText('No published figure is left by the filter.')).toBeVisible();
  });

  test('a design that equals a ready network shows what is published of it', async ({ visit, page }) => {
    await visit();
    const canvas = new CanvasPage(page);
    const section = canvas.inspector.getByRole('region', { name: 'Published of this network' });
    await expect(section).toContainText('25,557,032');
    await expect(section).toContainText('top-1 80.858% (IMAGENET1K_V2)');
  });
});

test.describe('one switch for costs', () => {
  test.use({ design: 'resnet-50' });

  test('every number is re-expressed as the chosen tool counts', async ({ visit, page }) => {
    await visit();
    const canvas = new CanvasPage(page);
    await page.getByRole('button', { name: 'Count the cost as another tool does' }).click();
    const choice = page.getByRole('option', { name: /^thop(?! 0)/ });
    await expect(choice).toContainText('4,133,742,592');
    await page.keyboard.type('thop');
    await page.keyboard.press('Enter');
    await expect(canvas.total('MACs')).toContainText('4,133,742,592');
    await expect(canvas.total('MACs')).toContainText('thop');
    await page.getByRole('tab', { name: 'MACs' }).click();
    await expect(page.getByTestId('formula-value').first()).toHaveText('4,133,742,592');
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByRole('columnheader', { name: 'MACs, thop' })).toBeVisible();
    await expect(page.locator('[data-design="current"] [data-fact="cost"]')).toHaveText('4,133,742,592');
  });
});

test.describe('receptive fields', () => {
  test.use({ design: 'hs-resnet-50' });

  test('each channel group of an HS-Block reads a range of its own', async ({ visit, page }) => {
    await visit();
    const canvas = new CanvasPage(page);
    for (const path of ['stage1', 'stage1/block2', 'stage1/block2/hs']) await canvas.node(path).dblclick();
    await page.getByRole('tab', { name: 'Receptive field' }).click();
    await expect(page.getByTestId('receptive-field')).toHaveText('15…55 px');
    const ranges = { group1: '15…23 px', group2: '23…31 px', group5: '23…55 px' };
    for (const [group, range] of Object.entries(ranges))
      await expect(page.locator(`[data-field-of="stage1/block2/hs/${group}"]`)).toContainText(range);
    await expect(page.getByRole('img', { name: /The middle value reads 15…55 px/ })).toBeVisible();
  });
});

test.describe('the welcome page', () => {
  test('finds a network by typing, shows its counts, and opens a copy with Enter', async ({
    visit,
    page,
  }) => {
    await visit();
    const row = page.locator('[data-network="res2net-101"]');
    await row.scrollIntoViewIfNeeded();
    await expect(row).toContainText('45,206,688');
    await page.getByRole('searchbox', { name: 'Find a network' }).fill('res2net 101 v1b');
    await expect(page.locator('[data-network="res2net-101-v1b"]')).toBeVisible();
    await expect(row).toHaveCount(0);
    await page.keyboard.press('Enter');
    const canvas = new CanvasPage(page);
    await expect(canvas.total('Params')).toContainText('45,225,920');
  });
});
