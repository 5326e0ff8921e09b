import type { Page } from '@playwright/test';
import { expect } from './serve.ts';
import { zoomNow, zoomRests } from './zoomed.ts';

/** Zooms with the wheel, around the middle of the canvas, to what a wheel of any make may come to. */
export async function wheelTo(page: Page, zoom: number): Promise<void> {
  const canvas = page.getByRole('region', { name: 'Canvas' });
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('there is no canvas');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  // each pixel of a wheel is a five hundredth of a factor of two
  await page.mouse.wheel(0, -500 * Math.log2(zoom / (await zoomNow(page))));
  await expect.poll(async () => Math.abs((await zoomNow(page)) / zoom - 1)).toBeLessThan(0.002);
  await zoomRests(page);
}

/** A piece of text on the canvas as it is seen. */
export interface Written {
  readonly text: string;
  /** Of its letters on the screen, in pixels. */
  readonly size: number;
  /** Where it can be seen, in pixels of the page. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The path of the item it stands on; null for labels of wires. */
  readonly item: string | null;
  /** How far it reaches beyond what clips it or beyond its item, in pixels. */
  readonly beyond: number;
}

/** Every text of the level that is drawn of elements and can be seen. */
export const writtenOn = (page: Page): Promise<readonly Written[]> =>
  page.evaluate(() => {
    const viewport = document.querySelector('.react-flow__viewport');
    if (viewport === null) throw new Error('there is no canvas');
    const zoom = new DOMMatrix(getComputedStyle(viewport).transform).a;
    const walker = document.createTreeWalker(viewport, NodeFilter.SHOW_TEXT);
    const found: Written[] = [];
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const parent = text.parentElement;
      if (parent === null || text.textContent?.trim() === '') continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const whole = range.getBoundingClientRect();
      let { left, top, right, bottom } = whole;
      let isCut = false;
      const item = parent.closest('[data-node]');
      for (let at: Element | null = parent; at !== null && at !== viewport; at = at.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(at);
        if (overflowX === 'visible' || at instanceof SVGElement) continue;
        const clip = at.getBoundingClientRect();
        if (right > clip.right && textOverflow === 'ellipsis') isCut = true;
        [left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)];
        [right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)];
      }
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) * zoom;
      // a hair of a line that wrapped away is nothing to see
      if (size === 0 || right - left < 1 || bottom - top < 0.25 * size) continue;
      const within = parent.closest('[data-fault]') === null ? item?.getBoundingClientRect() : undefined;
      const cut = isCut ? 0 : whole.right - right;
      const out =
        within === undefined ? 0 : Math.max(right - within.right, within.left - left, bottom - within.bottom);
      found.push({
        text: text.textContent ?? '',
        size,
        left,
        top,
        right,
        bottom,
        item: item?.getAttribute('data-node') ?? null,
        beyond: Math.max(cut, out, 0),
      });
    }
    return found;
  });

/** Letters are lower than the line that is set for them, by this part of their size at the top and at the bottom. */
const air = 0.25;

/** Pairs of texts of which one is written over the other. */
export function overlapping(texts: readonly Written[]): readonly string[] {
  const boxes = texts.map((text) => ({
    ...text,
    top: text.top + air * text.size,
    bottom: text.bottom - air * text.size,
  }));
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.item ?? 'wire'}: "${a.text}" over ${b.item ?? 'wire'}: "${b.text}"`),
  );
}

/** Labels of wires that lie over an item, or that a wire runs through. */
export const buriedLabels = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const inset = 2;
    const nodes = [...document.querySelectorAll('[data-node]')].map((node) => ({
      name: node.getAttribute('data-node') ?? '',
      box: node.getBoundingClientRect(),
    }));
    const points = [...document.querySelectorAll<SVGPathElement>('[data-edge] path:first-child')].flatMap(
      (path) => {
        const matrix = path.getScreenCTM();
        const length = path.getTotalLength();
        const edge = path.closest('[data-edge]')?.getAttribute('data-edge') ?? '';
        return Array.from({ length: Math.ceil(length / 4) + 1 }, (_, index) => {
          const { x, y } = path
            .getPointAtLength(Math.min(length, index * 4))
            .matrixTransform(matrix ?? undefined);
          return { edge, x, y };
        });
      },
    );
    for (const label of document.querySelectorAll('[data-edge] text')) {
      if (!label.checkVisibility()) continue;
      const { left, right, top, bottom } = label.getBoundingClientRect();
      const [from, to, high, low] = [left + inset, right - inset, top + inset, bottom - inset];
      const over = nodes.find(
        ({ box }) => box.left < to && from < box.right && box.top < low && high < box.bottom,
      );
      if (over !== undefined) found.push(`"${label.textContent}" over ${over.name}`);
      const through = points.find(({ x, y }) => x > from && x < to && y > high && y < low);
      if (through !== undefined) found.push(`wire ${through.edge} through "${label.textContent}"`);
    }
    return found;
  });
