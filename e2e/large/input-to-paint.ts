import type { Page } from '@playwright/test';

/** One input, and milliseconds from it until the page handed over the frame that answers it. */
interface Noted {
  readonly type: string;
  readonly milliseconds: number;
}

declare global {
  interface Window {
    /** What was noted since it was last taken. */
    inputToPaint: Noted[];
  }
}

/**
 * Notes in a page, for each event of some types, how long it was from the time stamp of the input until its frame had been
 * painted and handed over to be shown: a message that is sent as the frame is made arrives after that.
 */
export const watchInput = (page: Page, types: readonly string[]): Promise<void> =>
  page.evaluate((watched) => {
    window.inputToPaint = [];
    const note = ({ type, timeStamp }: Event): void => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        window.inputToPaint.push({ type, milliseconds: performance.now() - timeStamp });
      };
      requestAnimationFrame(() => port2.postMessage(null));
    };
    for (const type of watched) window.addEventListener(type, note, { capture: true });
  }, types);

/** Hands out the milliseconds of each input of a type that were noted since the last time, and forgets all others. */
export async function takeNoted(page: Page, type: string): Promise<readonly number[]> {
  const noted = await page.evaluate(() => window.inputToPaint.splice(0));
  return noted.filter((one) => one.type === type).map(({ milliseconds }) => milliseconds);
}
