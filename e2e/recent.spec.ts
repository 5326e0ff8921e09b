import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeDesign } from '../src-core/document/serialize.ts';
import { hsResnet50 } from '../src-core/networks/hs-resnet.ts';
import { openFromList } from './opened.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'none' });

test('a recent file opens from the welcome page', async ({ visit, page, app, context }) => {
  const name = 'mine.blockwright.json';
  writeFileSync(join(app.workspace, name), serializeDesign(hsResnet50.design));
  await visit();
  await openFromList(page, name);
  await expect(page.getByRole('toolbar', { name: 'Main' })).toContainText(name);
  const second = await context.newPage();
  await second.goto(new URL('/', page.url()).href);
  await page.close();
  await second.getByRole('list', { name: 'Recent files' }).getByRole('button').first().click();
  await expect(second.getByRole('toolbar', { name: 'Main' })).toContainText(name);
  expect(context.pages()).toEqual([second]);
});
