import { CanvasPage } from './canvas.ts';
import { follows, kept, openedParams, saveMine } from './kept-work.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

test('a second tab says that the document is open, follows it, and goes on when the first has gone', async ({
  visit,
  page,
  context,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.set({ 'Groups s': 4 });
  await expect(kept(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto(page.url());
  const other = new CanvasPage(second);
  await expect(follows(second)).toBeVisible();
  await expect(other.total('Params')).toHaveText((await canvas.total('Params').textContent()) as string);
  await canvas.set({ 'Groups s': 3 });
  const three = (await canvas.total('Params').textContent()) as string;
  await expect(other.total('Params')).toHaveText(three);
  await expect(second.getByRole('button', { name: /^Undo/ })).toBeEnabled();
  await second.getByRole('button', { name: /^Undo/ }).click();
  await expect(other.total('Params')).toHaveText(three);
  await page.close();
  await expect(second.getByText('The other tab has gone; this one goes on with the document')).toBeVisible();
  await second.getByRole('button', { name: /^Undo/ }).click();
  await expect(other.total('Params')).not.toHaveText(three);
  await expect(kept(second)).toBeVisible();
});

test('a file that is open in another tab is followed, however it is opened', async ({
  visit,
  page,
  app,
  context,
}) => {
  await visit();
  const { canvas } = await saveMine(page, app);
  await canvas.set({ 'Groups s': 4 });
  const four = (await canvas.total('Params').textContent()) as string;
  await expect(kept(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto(await app.address());
  await expect(new CanvasPage(second).total('Params')).toContainText(openedParams);
  await second.keyboard.press('Control+o');
  const dialog = second.getByRole('dialog', { name: 'Open a design' });
  await dialog.getByRole('textbox', { name: 'File name' }).fill('mine.blockwright.json');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(follows(second)).toBeVisible();
  await expect(new CanvasPage(second).total('Params')).toHaveText(four);
  await second.keyboard.press('Control+s');
  await expect(second.getByText(/^Another tab has this document open/)).toBeVisible();
});
