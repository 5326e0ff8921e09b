import { expect, test } from 'vitest';
import { awayHeat, heat } from './heat.ts';

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
  for (const { fill, ink } of Array.from({ length: 501 }, (_, step) => [
    heat(step / 500),
    awayHeat(step / 250 - 1),
  ]).flat()) {
    const [fills, inks] = [luminances(fill), luminances(ink)];
    expect([fills.length, inks.length]).toEqual([2, 2]);
    for (const [theme, on] of fills.entries()) {
      const contrast = (Math.max(on, inks[theme]!) + 0.05) / (Math.min(on, inks[theme]!) + 0.05);
      expect(contrast, `${fill}, ${ink}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

/**
 * A colour as one sees it who lacks the cones of long or of middle waves, in linear light.
 * F. Viénot, H. Brettel and J. D. Mollon, Digital video colourmaps for checking the legibility of displays by dichromats (1999).
 */
function seenBy(kind: 'protan' | 'deutan', [red, green, blue]: readonly number[]): readonly number[] {
  const linear = [red!, green!, blue!].map((channel) => (channel / 255) ** 2.2);
  const [r, g, b] = linear as [number, number, number];
  return kind === 'protan'
    ? [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b]
    : [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b];
}

test('as far above as below nothing is another hue, with every kind of colour blindness, in both themes', () => {
  const coloursOf = (css: string) =>
    [...css.matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map((found) => found.slice(1).map(Number));
  for (const kind of ['protan', 'deutan'] as const) {
    for (const size of [0.34, 0.67, 1]) {
      const [below, above] = [coloursOf(awayHeat(-size).fill), coloursOf(awayHeat(size).fill)];
      for (const theme of [0, 1]) {
        // Blue has more blue than yellow light in it, orange less: the one contrast that is left to them.
        const [one, other] = [seenBy(kind, below[theme]!), seenBy(kind, above[theme]!)];
        const hue = ([r, , b]: readonly number[]): number => (b! - r!) / (b! + r!);
        expect(hue(one) - hue(other), `${kind} ${size} ${theme}`).toBeGreaterThan(0.4);
      }
    }
  }
});
