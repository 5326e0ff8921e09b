import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { CanvasPage } from './canvas.ts';
import { expect, isThorough, test } from './serve.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

/** What axe finds, as lines a person can act on: the screen, the rule, and where. */
async function faults(
  page: Page,
  screen: string,
  within: string,
  options: RunOptions,
): Promise<readonly string[]> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  // a fade that is on its way has colours of its own
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = (await page.evaluate(
    async ([source, context, asked]) => {
      if (!('axe' in window)) new Function(source)();
      return (window as unknown as { axe: typeof import('axe-core') }).axe.run(context, asked);
    },
    [axe, within, { ...options, resultTypes: ['violations'] } as RunOptions] as const,
  )) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${screen}: ${id} ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** A page or dialog, reached from the one before. */
interface Screen {
  readonly name: string;
  /** The part that is new, where the rest of the page was looked at before. */
  readonly within?: string;
  readonly show: (page: Page) => Promise<unknown>;
  readonly leave?: (page: Page) => Promise<unknown>;
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await field.fill(title);
  await expect(page.getByRole('option', { selected: true })).toContainText(title);
  await field.press('Enter');
  await expect(field).toHaveCount(0);
}

const leaveByEscape = (page: Page) => page.keyboard.press('Escape');

const overlay = '[role="dialog"]';
const inspector = '[data-part="inspector"]';
const palette = '[data-part="palette"]';
const bottom = '[data-part="bottom"]';

const dialog = (name: string, title: string): Screen => ({
  name: title,
  within: overlay,
  show: async (page) => {
    await command(page, title);
    await page.getByRole('dialog', { name }).waitFor();
  },
  leave: async (page) => {
    await leaveByEscape(page);
    await expect(page.getByRole('dialog', { name })).toHaveCount(0);
  },
});

const press = (role: 'button' | 'tab' | 'radio', name: string) => (page: Page) =>
  page.getByRole(role, { name, exact: true }).click();

/** Shows the inside of an item. */
const enter = (path: string) => (page: Page) =>
  new CanvasPage(page)
    .node(path)
    .getByRole('button', { name: /^Open / })
    .click();

/** Dialogs that ask as others do. */
const moreDialogs: readonly Screen[] = [
  dialog('Unsaved changes', 'New'),
  dialog('Forget kept work?', 'Forget kept work…'),
];

const screens: readonly Screen[] = [
  { name: 'welcome', show: (page) => page.getByRole('button', { name: 'Start empty' }).waitFor() },
  {
    name: 'a network',
    show: async (page) => {
      await page.locator('main [data-card="hs-resnet-50"]').click();
      await page.locator('[data-node="stage3"]').waitFor();
    },
  },
  { name: 'outline', within: palette, show: press('tab', 'Outline') },
  { name: 'variables', within: palette, show: press('tab', 'Variables'), leave: press('tab', 'Palette') },
  {
    name: 'a selected item',
    within: inspector,
    show: async (page) => {
      await page.locator('[data-node="stage3"]').click();
      await page.getByTestId('formula-value').waitFor();
    },
  },
  { name: 'macs', within: inspector, show: press('tab', 'MACs') },
  { name: 'memory', within: inspector, show: press('tab', 'Memory') },
  {
    name: 'receptive field',
    within: inspector,
    show: async (page) => {
      await press('tab', 'Receptive field')(page);
      await page.locator('[data-field-of]').first().waitFor();
    },
    leave: press('tab', 'Parameters'),
  },
  ...['Derivation', 'Sensitivity', 'Solve'].map(
    (name): Screen => ({ name, within: inspector, show: press('tab', name) }),
  ),
  { name: 'the inside of a block', show: enter('stage3') },
  {
    name: 'a selected HS block',
    within: inspector,
    show: async (page) => {
      await enter('stage3/block2')(page);
      await new CanvasPage(page).select('stage3/block2/hs');
    },
  },
  { name: 'On trial', within: inspector, show: press('tab', 'On trial'), leave: press('tab', 'Formula') },
  {
    name: 'groups',
    show: async (page) => {
      await enter('stage3/block2/hs')(page);
      await page.locator('[data-variant="group"]').first().waitFor();
    },
    leave: (page) => page.getByRole('navigation', { name: 'Level' }).getByRole('button').first().click(),
  },
  { name: 'the profile', within: bottom, show: (page) => command(page, 'Show the profile') },
  { name: 'feature maps', within: bottom, show: (page) => command(page, 'Show the feature maps of an item') },
  { name: 'results', within: bottom, show: (page) => command(page, 'Show the results') },
  { name: 'problems', within: bottom, show: (page) => command(page, 'Show the problems') },
  {
    name: 'history',
    within: bottom,
    show: (page) => command(page, 'Show the history'),
    leave: (page) => command(page, 'Show or hide the bottom panel'),
  },
  { name: 'find', within: 'search', show: (page) => page.keyboard.press('Control+f'), leave: leaveByEscape },
  {
    name: 'heat',
    show: press('button', 'Show as heat'),
    leave: (page) =>
      page.getByRole('radiogroup', { name: 'Heat shows' }).getByRole('radio', { name: 'Off' }).click(),
  },
  {
    name: 'quick add',
    within: overlay,
    show: (page) => page.keyboard.press('Shift+A'),
    leave: leaveByEscape,
  },
  {
    name: 'context menu',
    within: overlay,
    show: (page) => page.locator('[data-node="stage3"]').click({ button: 'right' }),
    leave: leaveByEscape,
  },
  { name: 'main menu', within: overlay, show: press('button', 'Blockwright menu'), leave: leaveByEscape },
  { name: 'export menu', within: overlay, show: press('button', 'Export'), leave: leaveByEscape },
  {
    name: 'conventions',
    within: overlay,
    show: press('button', 'Count the cost as another tool does'),
    leave: leaveByEscape,
  },
  dialog('Keyboard and mouse', 'Keyboard shortcuts'),
  dialog('Open a design', 'Open…'),
  dialog('Save the design', 'Save as…'),
  dialog('Export options', 'Export as ONNX or PyTorch…'),
  dialog('Export a picture', 'Export a picture…'),
  dialog('Devices and run settings', 'Devices and run settings…'),
  dialog('Change keys', 'Change keys'),
  dialog('Use as backbone', 'Use as backbone…'),
  dialog('Published formulas on trial', 'All published formulas on trial'),
  {
    name: 'commands',
    within: overlay,
    show: (page) => page.keyboard.press('Control+k'),
    leave: leaveByEscape,
  },
  {
    name: 'an own block',
    show: async (page) => {
      await page.locator('[data-node="stem"]').click();
      await command(page, 'Edit as own block');
      await page.getByRole('button', { name: 'Published formulas' }).click();
      await page.getByRole('button', { name: 'Add a formula' }).click();
    },
  },
  ...(isThorough ? moreDialogs : []),
  { name: 'compare', show: press('button', 'Compare') },
  { name: 'published', show: press('radio', 'Published') },
];

test('axe finds nothing on any page or dialog, in either theme', async ({ visit, page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await visit();
  const found: string[] = [];
  for (const { name, within = 'html', show, leave } of screens) {
    await test.step(name, async () => {
      await show(page);
      found.push(...(await faults(page, name, within, {})));
      // Both themes are made of the same roles of colours: pages show them all, dialogs once more where there is time.
      if (within === 'html' || isThorough) {
        await page.emulateMedia({ colorScheme: 'dark' });
        found.push(...(await faults(page, `${name}, dark`, within, colours)));
        await page.emulateMedia({ colorScheme: 'light' });
      }
      await leave?.(page);
    });
  }
  expect(found).toEqual([]);
});
