import { expect, test } from 'vitest';
import { heat } from './heat.ts';

test('the ends of the ramp are the tokens', () => {
  expect(heat(0).fill).toBe('light-dark(rgb(251 243 223), rgb(44 40 32))');
  expect(heat(1).fill).toBe('light-dark(rgb(124 61 12), rgb(251 221 146))');
  expect(heat(7).fill).toBe(heat(1).fill);
});

/** Relative luminance of WCAG 2 of both colours, that of the light theme first. */
function luminances(css: string): readonly number[] {
  return [...css.matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map((channels) => {
    const [red, green, blue] = channels.slice(1).map((channel) => {
      const c = Number(channel) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  });
}

test('text can be read on every heat, in both themes', () => {
  for (let step = 0; step <= 500; step++) {
    const { fill, ink } = heat(step / 500);
    const [fills, inks] = [luminances(fill), luminances(ink)];
    expect([fills.length, inks.length]).toEqual([2, 2]);
    for (const [theme, on] of fills.entries()) {
      const contrast = (Math.max(on, inks[theme]!) + 0.05) / (Math.min(on, inks[theme]!) + 0.05);
      expect(contrast, `${fill}, ${ink}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});
