import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../src-core/analysis/analyzer.ts';
import { catalogue, networkOf } from '../src-core/catalogue.ts';
import { lower } from '../src-core/lower/program.ts';
import type { StateTensor } from '../src-core/pytorch/state.ts';
import { stateOf } from '../src-core/pytorch/state.ts';
import { writePyTorch } from '../src-core/pytorch/write-pytorch.ts';
import { dropFile } from './importing/drop-file.ts';
import { openFromList } from './opened.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'resnet-18' });

/** A file of safetensors with the names and sizes of a public checkpoint, and all values 0. */
function checkpoint(
  change: (tensors: readonly StateTensor[]) => readonly (readonly [string, readonly number[]])[],
) {
  const { design, publicKeys } = networkOf('resnet-18')!;
  const analysis = analyze(design, catalogue);
  const file = writePyTorch(analysis, { names: publicKeys?.names ?? [] });
  const program = lower(analysis);
  if (!file.ok || !program.ok) throw new Error('it can be written');
  let end = 0;
  const header: Record<string, object> = {};
  for (const [name, shape] of change(stateOf(file.value, program.value))) {
    const bytes = 4 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + bytes] };
    end += bytes;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(end)]);
}

/** The public checkpoint with another head, and without one of its norms. */
const otherHead = () =>
  checkpoint((tensors) => [
    ...tensors
      .filter(({ key, from }) => from !== null && !key.startsWith('layer1.0.bn1.'))
      .map(({ key, shape }) => [key, key === 'fc.weight' ? [10, 512] : shape] as const),
    ['aux.weight', [3]] as const,
  ]);

test('a file of weights that is opened fits the open design by name, and says what does not', async ({
  visit,
  page,
  app,
}) => {
  writeFileSync(join(app.workspace, 'public.safetensors'), otherHead());
  await visit();
  await openFromList(page, 'public.safetensors');
  const dialog = page.getByRole('dialog', { name: 'Weights of public.safetensors' });
  await expect(dialog).toContainText(
    '97 tensors fit by their names; missing 4, of other sizes 1, left over 1.',
  );
  const lines = dialog.getByRole('listitem');
  await expect(lines.nth(0)).toHaveText('fc.weight has other sizes: 10 × 512 for 1000 × 512');
  await expect(lines.nth(1)).toHaveText('layer1.0.bn1.weight is missing, and stays new');
  await expect(lines.nth(5)).toHaveText('aux.weight is left over');
  await expect(lines.nth(6)).toHaveText('conv1.weight fits');
  await dialog.getByRole('button', { name: 'Take these weights' }).click();
  await expect(page.getByText('The weights of public.safetensors are those of the design')).toBeVisible();
  await expect(page).toHaveTitle(/^●/);
  await page.keyboard.press('Control+z');
  await expect(page).not.toHaveTitle(/^●/);
});

test('of a file of weights that is dropped it is said what fits, and how its values are taken', async ({
  visit,
  page,
}) => {
  await visit();
  await expect(page.locator('[data-node]').first()).toBeVisible();
  // A part of the checkpoint: all of it would be handed to the browser for seconds.
  const stem = checkpoint((tensors) =>
    tensors.filter(({ key }) => /^(conv1|bn1)/.test(key)).map(({ key, shape }) => [key, shape] as const),
  );
  await dropFile(page, 'dropped.safetensors', stem);
  const dialog = page.getByRole('dialog', { name: 'Weights of dropped.safetensors' });
  await expect(dialog).toContainText('5 tensors fit');
  await expect(dialog).toContainText('open it by its path');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
  await dropFile(page, 'broken.safetensors', Buffer.from('no header'));
  await expect(page.getByText('This is not a readable file of safetensors')).toBeVisible();
});
