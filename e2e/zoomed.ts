import type { Page } from '@playwright/test';
import { stepAt } from '../src-renderer/canvas/detail.ts';
import { expect } from './serve.ts';

/** The zoom of the canvas. */
export const zoomNow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const viewport = document.querySelector('.react-flow__viewport');
    if (viewport === null) throw new Error('there is no canvas');
    return new DOMMatrix(getComputedStyle(viewport).transform).a;
  });

/** Waits until the canvas says as much as its zoom leaves room for, which follows a zoom that rests. */
export async function zoomRests(page: Page): Promise<void> {
  const { says, type } = stepAt(await zoomNow(page));
  const flow = page.locator('.react-flow').first();
  await expect(flow).toHaveAttribute('data-detail', says);
  if (type !== null) await expect(flow).toHaveCSS('--type', `${type}px`);
}
