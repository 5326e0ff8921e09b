import type { Page } from '@playwright/test';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

/** Words of English that stand in the window: names of items, definitions and units are none. */
async function labelsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label') ?? ''),
  );
}

test('the language switches at once, and what is open stays open', async ({ visit, page }) => {
  await visit();
  await page.locator('[data-node="stage3"]').click();
  const view = page.locator('.react-flow__viewport');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  const zoom = page.getByRole('toolbar', { name: 'Zoom' }).getByRole('button', { name: 'Zoom in' });
  await zoom.click();
  await expect(page.getByRole('button', { name: 'Zoom to 100%' })).not.toHaveText(/^9/);
  const before = (await view.getAttribute('style')) ?? '';
  await page.getByRole('button', { name: 'Blockwright menu' }).click();
  await page.getByRole('menuitem', { name: '语言：中文' }).click();

  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('complementary', { name: '检查器' })).toContainText('此模块');
  await expect(page.getByRole('status', { name: '合计' })).toContainText('参数量');
  await expect(page.locator('[data-node="stage3"]')).toContainText('8,320,264');
  await expect(view).toHaveAttribute('style', before);
  // React Flow names its own edges.
  const sentences = (await labelsOf(page)).filter((label) =>
    /^(?!Edge)[A-Z][a-z]+ [a-z]+ [a-z]+/.test(label),
  );
  expect(sentences).toEqual([]);

  await page.reload();
  await expect(page.getByRole('complementary', { name: '检查器' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('language');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
});

test.describe('where the system speaks Chinese', () => {
  test.use({ locale: 'zh-CN', design: 'none' });

  test('the first start is in Chinese', async ({ visit, page }) => {
    await visit();
    await expect(page.getByText('绘制卷积网络，读出精确的开销，实测时间。')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  });
});
