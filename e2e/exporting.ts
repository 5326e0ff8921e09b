import type { Locator, Page } from '@playwright/test';

/** Opens the export dialog from the toolbar. */
export async function openExport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /ONNX/ }).click();
  return page.getByRole('dialog', { name: 'Export options' });
}

/** Takes the settings of the export dialog as they are, and gives the file a name in the dialog that follows. */
export async function exportTo(page: Page, options: Locator, name: string): Promise<void> {
  await options.getByRole('button', { name: 'Choose a file…' }).click();
  const files = page.getByRole('dialog', { name: 'Export as ONNX' });
  await files.getByRole('textbox', { name: 'File name' }).fill(name);
  await files.getByRole('button', { name: 'Export', exact: true }).click();
}
