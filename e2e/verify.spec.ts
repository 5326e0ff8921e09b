import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOnnx } from '../src-core/lower/onnx-read.ts';
import { CanvasPage } from './canvas.ts';
import { exportTo, openExport } from './exporting.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'squeezenet-1.1' });

/** Doubles the first value of a weight of an ONNX file. */
function spoil(file: string, name: string): void {
  const bytes = readFileSync(file);
  const model = readOnnx(bytes);
  const weight = model.ok ? model.value.initializers.find((one) => one.name === name) : undefined;
  const { raw } = weight!.data as { readonly raw: Uint8Array };
  const view = new DataView(raw.buffer, raw.byteOffset);
  view.setFloat32(0, 1 + 2 * view.getFloat32(0, true), true);
  writeFileSync(file, bytes);
}

test('an export is verified as it lies on the disk, and the item that parts is lit', async ({
  visit,
  page,
  app,
}) => {
  test.setTimeout(120_000);
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('input');
  await canvas.set({ Height: 64, Width: 64 });
  await exportTo(page, await openExport(page), 'net');
  const messages = page.getByRole('region', { name: 'Messages' });
  const offer = messages.getByRole('button', { name: 'Verify' });
  await expect(offer).toBeVisible({ timeout: 60_000 });
  spoil(join(app.workspace, 'net.onnx'), 'fire4/block1/expand3/conv.weight');
  await offer.click();

  const panel = page.getByRole('region', { name: 'Verify' });
  const pairs = panel.getByRole('list', { name: 'What was compared' }).getByRole('button');
  await expect(pairs).toHaveCount(2, { timeout: 60_000 });
  for (const name of ['cpu/disabled/fp32', 'cpu/all/fp32'])
    await expect(pairs.filter({ hasText: name })).toContainText('parts at fire4/block1/expand3/conv');
  await expect(canvas.node('fire4')).toHaveAttribute('data-lit', 'true');
  await expect(canvas.node('fire2')).not.toHaveAttribute('data-lit');
  const table = panel.getByRole('table', { name: 'Gap of each tensor' });
  await expect(table.locator('[data-first]')).toContainText('fire4/block1/expand3/conv');
  await expect(table.locator('[data-first]')).toBeInViewport();
  if (process.env.BLOCKWRIGHT_SHOTS !== undefined)
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(process.env.BLOCKWRIGHT_SHOTS, `verify-${theme}.png`) });
    }

  await table.getByRole('button', { name: 'fire6/block1/squeeze/conv' }).click();
  await expect(canvas.inspector).toHaveAttribute('data-path', 'fire6/block1/squeeze/conv');

  await panel.getByRole('button', { name: 'Verify again' }).click();
  await expect(pairs.first()).toContainText('every tensor agrees', { timeout: 60_000 });
  await expect(canvas.node('fire4')).not.toHaveAttribute('data-lit');
});
