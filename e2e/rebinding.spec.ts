import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

test('a command is given another key, which its tooltip and menu show and the next window knows', async ({
  app,
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('stage2');
  const dialog = page.getByRole('dialog', { name: 'Change keys' });
  const row = (title: string) => dialog.getByRole('group', { name: title, exact: true });
  const open = async (title: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill('Change keys');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Find a command' }).fill(title);
  };

  await open('Undo');
  await row('Undo').getByRole('button', { name: 'Press a key for Undo' }).click();
  await page.keyboard.press('F9');
  await expect(row('Undo').locator('kbd').first()).toHaveText('F9');

  // A key that runs another command is given only when that is said; what pastes is given to none.
  await row('Undo').getByRole('button', { name: 'Press a key for Undo' }).click();
  await page.keyboard.press('Control+v');
  await expect(row('Undo')).toContainText('copies, cuts or pastes');
  await page.keyboard.press('m');
  await expect(row('Undo')).toContainText('runs Mute or unmute');
  await row('Undo').getByRole('button', { name: 'Take it' }).click();
  await expect(row('Undo').locator('kbd').first()).toHaveText('M');
  await dialog.getByRole('textbox', { name: 'Find a command' }).fill('Mute');
  await expect(row('Mute or unmute').locator('kbd')).toHaveCount(0);
  await row('Mute or unmute').getByRole('button', { name: 'Give Mute or unmute its usual keys' }).click();
  // Undo has it now.
  await expect(row('Mute or unmute').locator('kbd')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await canvas.select('stage2');
  await page.keyboard.press('Delete');
  await expect(canvas.node('stage2')).toHaveCount(0);
  await page.keyboard.press('m');
  await expect(canvas.node('stage2')).toBeVisible();
  await page.getByRole('button', { name: 'Blockwright menu' }).click();
  await expect(page.getByRole('menuitem', { name: /^Undo/ })).toContainText('M');
  await page.keyboard.press('Escape');
  await expect
    .poll(() => JSON.parse(readFileSync(join(app.data, 'keys.json'), 'utf8')))
    .toEqual({ 'edit.undo': ['KeyM', 'F9', '$mod+KeyZ'], 'edit.mute': [] });

  await page.reload();
  await expect(canvas.node('stage2')).toBeVisible();
  await open('Undo');
  await expect(row('Undo').locator('kbd').first()).toHaveText('M');
  await dialog.getByRole('button', { name: 'Give all commands their usual keys' }).click();
  await expect(row('Undo').locator('kbd')).toHaveText(['Ctrl Z']);
});
