import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CanvasPage } from './canvas.ts';
import type { App } from './serve.ts';
import { expect } from './serve.ts';

/** What the status bar says when every edit is on the disk. */
export const kept = (page: Page) => page.getByText('Edits kept', { exact: true });

/** What a tab says that shows a document of another tab. */
export const follows = (page: Page) =>
  page.getByText('This document is open in another tab; this one follows it');

/** The parameters of hs-resnet-50 as it is opened. */
export const openedParams = '28,611,497';

/** Saves the open design under a name, given without its ending. */
export async function saveAs(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+s');
  const dialog = page.getByRole('dialog', { name: 'Save the design' });
  await dialog.getByRole('textbox', { name: 'File name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`Saved ${name}.blockwright.json`)).toBeVisible();
}

/** Waits for hs-resnet-50 and saves it as `mine`. @returns its canvas, and the path of the file */
export async function saveMine(
  page: Page,
  { workspace }: App,
): Promise<{ readonly canvas: CanvasPage; readonly file: string }> {
  const canvas = new CanvasPage(page);
  await expect(canvas.total('Params')).toContainText(openedParams);
  await saveAs(page, 'mine');
  return { canvas, file: join(workspace, 'mine.blockwright.json') };
}

/** Takes an entry of the menu at the left top. */
export async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Blockwright menu' }).click();
  await page.getByRole('menuitem', { name }).click();
}
