import type { Page } from '@playwright/test';

const longestMs = 120_000;

/**
 * Drops a file of this machine on a page and waits until so many elements of a kind stand there and two frames went by, so that what
 * is pressed then is heard. Returns milliseconds of the page's clock.
 */
export async function dropAndWait(
  page: Page,
  path: string,
  selector: string,
  count: number,
): Promise<number> {
  const input = await page.evaluateHandle(() =>
    Object.assign(document.createElement('input'), { type: 'file' }),
  );
  await input.setInputFiles(path);
  return page.evaluate(
    async ([chosen, drawn, least, limit]) => {
      const data = new DataTransfer();
      data.items.add((chosen as HTMLInputElement).files![0]!);
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const start = performance.now();
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
      while (document.querySelectorAll(drawn).length < least) {
        if (performance.now() - start > limit) throw new Error('the model was not drawn in time');
        await frame();
      }
      await frame();
      await frame();
      return performance.now() - start;
    },
    [input, selector, count, longestMs] as const,
  );
}
