import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { startServeProcess } from '../../src-main/serve/process.fixture.ts';
import { localeNames, localeTitles } from '../../src-renderer/locale/locale.ts';
import type { BenchBrowser } from '../bench-browser.ts';
import { launch, viewport } from '../bench-browser.ts';

const entry = fileURLToPath(new URL('../../out/main/serve.js', import.meta.url));
const themes = ['light', 'dark'] as const;
/** A profile takes as long as the machine lets it. */
const longest = 300_000;

interface Screen {
  readonly name: string;
  /** As on the command line: a ready network, or none. */
  readonly design: string;
  /** Goes from the first screen to this one, in English. */
  readonly show: (page: Page) => Promise<void>;
}

const onCanvas = (page: Page): Promise<void> => page.locator('[data-node="stage3"]').click();

/** A profile of a machine that did nothing else, as far as one is had in some tries. */
async function onQuietProfile(page: Page): Promise<void> {
  await onCanvas(page);
  const profile = page.getByRole('button', { name: 'Profile', exact: true });
  const busy = page.getByRole('note').filter({ hasText: 'The machine was busy' });
  for (let tries = 0; tries < 8; tries++) {
    await profile.click({ timeout: longest });
    await page.getByRole('progressbar').first().waitFor({ state: 'attached' });
    await page.getByRole('progressbar').first().waitFor({ state: 'detached', timeout: longest });
    await page.locator('[data-row]').first().waitFor();
    if ((await busy.count()) === 0) return;
  }
}

const screens: readonly Screen[] = [
  {
    name: 'welcome',
    design: 'none',
    show: (page) => page.locator('main [data-card="hs-resnet-50"] b').first().waitFor(),
  },
  { name: 'canvas', design: 'hs-resnet-50', show: onCanvas },
  {
    name: 'block',
    design: 'none',
    async show(page) {
      await page.getByRole('button', { name: 'HS-Block', exact: true }).click();
      await page.getByTestId('formula-value').waitFor();
    },
  },
  {
    name: 'compare',
    design: 'hs-resnet-50',
    async show(page) {
      await onCanvas(page);
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.locator('[data-design]').nth(2).waitFor();
    },
  },
  {
    name: 'published',
    design: 'hs-resnet-50',
    async show(page) {
      await onCanvas(page);
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByRole('radio', { name: 'Published' }).click();
      await page.getByText(/^counting /).waitFor();
      await page.getByText(/^counting /).waitFor({ state: 'detached', timeout: longest });
    },
  },
  { name: 'profile', design: 'hs-resnet-50', show: onQuietProfile },
  {
    name: 'roofline',
    design: 'hs-resnet-50',
    async show(page) {
      await onQuietProfile(page);
      await page.getByRole('radio', { name: 'Roofline' }).click();
      const picture = page.getByRole('region', { name: 'Hierarchy' });
      await picture.getByRole('button', { name: 'Calibrate', exact: true }).click();
      await page.getByRole('img', { name: /^Roofline of / }).waitFor({ timeout: longest });
      await page
        .getByRole('region', { name: 'Messages' })
        .getByRole('button', { name: 'Close' })
        .first()
        .click();
      await onCanvas(page);
    },
  },
  {
    name: 'features',
    design: 'hs-resnet-50',
    async show(page) {
      await page.locator('[data-node="stem"]').click();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('feature maps of an item');
      await page.keyboard.press('Enter');
      const panel = page.getByRole('region', { name: 'Feature maps' });
      await panel
        .getByRole('button', { name: /^channel/ })
        .first()
        .waitFor({ timeout: longest });
      await panel.getByRole('button', { name: 'Measure the effective one' }).click();
      await panel.locator('[data-fact="effective"]').filter({ hasText: /\d/ }).waitFor({ timeout: longest });
    },
  },
];

/** Switches the language as a person does: by its name, from the keyboard. */
async function speak(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(title);
  await page.getByRole('option', { name: title }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** A tooltip opens where the keyboard comes back to when a dialog closes. */
async function closeTooltip(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  const tooltip = page.getByRole('tooltip');
  if ((await tooltip.count()) === 0) return;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await tooltip.waitFor({ state: 'detached' });
}

/** Every screen in both languages and both themes. */
async function takeScreen(browser: Browser, screen: Screen, folder: string, size: typeof viewport) {
  const scratch = mkdtempSync(join(tmpdir(), 'blockwright-pictures-'));
  const app = startServeProcess(entry, [screen.design, '--port', '0', '--workspace', scratch], {
    BLOCKWRIGHT_DATA: join(scratch, 'data'),
  });
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce', locale: 'en-GB' });
  try {
    page.setDefaultTimeout(60_000);
    await page.goto(await app.address());
    await screen.show(page);
    await page.getByText('Looking for devices').waitFor({ state: 'detached' });
    for (const locale of localeNames) {
      await speak(page, localeTitles[locale]);
      await closeTooltip(page);
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await page.evaluate(() => document.fonts.ready);
        const path = join(folder, `${screen.name}-${locale}-${theme}.png`);
        await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
      }
    }
  } finally {
    await page.close();
    await app.end('SIGTERM');
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Options {
  readonly browser: BenchBrowser;
  readonly folder: string;
  /** Only screens whose name holds it. */
  readonly word: string;
  readonly width: number;
  readonly say: (line: string) => void;
}

/** Takes pictures of the main screens of the built app into a folder. */
export async function takePictures({ browser, folder, word, width, say }: Options): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const chrome = await launch(browser);
  try {
    for (const screen of screens.filter(({ name }) => name.includes(word))) {
      await takeScreen(chrome, screen, folder, { ...viewport, width });
      say(`Took ${screen.name}`);
    }
  } finally {
    await chrome.close();
  }
}
