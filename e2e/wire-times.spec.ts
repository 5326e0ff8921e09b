import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

// On a processor the skips of a U-Net leave the layout of its fast convolutions, whatever the machine.
test.use({ design: 'unet' });

test('what changes of layout took stands on the wires that need them, outside and inside', async ({
  visit,
  page,
}) => {
  test.setTimeout(120_000);
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('input');
  await canvas.set({ Height: 64, Width: 64 });
  const chips = canvas.canvas.locator('[data-wire-time]');
  await expect(chips).toHaveCount(0);
  await page.getByRole('button', { name: 'Profile', exact: true }).first().click();
  await expect(
    page.getByRole('treegrid', { name: 'Time by item' }).locator('[data-row="/total"]'),
  ).toBeVisible({
    timeout: 100_000,
  });
  const chipOn = (from: string, to: string) =>
    canvas.canvas
      .getByRole('img', { name: new RegExp(`^Wire from ${from}, .* to ${to}, `) })
      .locator('[data-wire-time]');
  for (const [from, to] of [
    ['first', 'up4'],
    ['down1', 'up3'],
    ['down2', 'up2'],
  ] as const) {
    const chip = chipOn(from, to);
    await expect(chip).toHaveCount(1);
    expect(Number(await chip.getAttribute('data-wire-time'))).toBeGreaterThan(0);
    await expect(chip.locator('title')).toHaveText(/^\d.* ms: changes of layout and copies on this wire/);
  }
  const shown = await chips.evaluateAll((all) =>
    all.map((chip) => Number(chip.getAttribute('data-wire-time'))),
  );
  expect(shown.every((ms) => ms > 0)).toBe(true);

  // Inside a stage stand those between its own parts, which no wire outside counts again.
  await canvas.select('first');
  await page.keyboard.press('1');
  await canvas.node('up2').dblclick();
  await expect(canvas.canvas).toHaveAttribute('data-level', 'up2');
  await expect(chipOn('join', 'conv1')).toHaveCount(1);

  // A change that matters makes them grow old with their profile.
  await page.getByRole('navigation', { name: 'Level' }).getByRole('button').first().click();
  await expect(chipOn('first', 'up4')).toHaveCount(1);
});
