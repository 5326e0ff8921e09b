import type { Page } from '@playwright/test';
import { expect } from './serve.ts';

/** What the status bar says when every edit is on the disk. */
export const kept = (page: Page) => page.getByText('Edits kept', { exact: true });

/** Saves the open design under a name, given without its ending. */
export async function saveAs(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+s');
  const dialog = page.getByRole('dialog', { name: 'Save the design' });
  await dialog.getByRole('textbox', { name: 'File name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`Saved ${name}.blockwright.json`)).toBeVisible();
}
