import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { palettes } from './palette.ts';

/** The window's own table of colours. */
const tokens = readFileSync(new URL('../../src-renderer/ui/tokens.css', import.meta.url), 'utf8');

const token = (name: string): readonly string[] =>
  new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)?.slice(1) ?? [];

test('pictures have the colours of the window', () => {
  for (const [index, look] of (['light', 'dark'] as const).entries()) {
    const { family, ...others } = palettes[look];
    for (const [name, colour] of Object.entries(others))
      expect([name, colour]).toEqual([name, token(name)[index]]);
    for (const [name, colour] of Object.entries(family))
      expect([name, colour]).toEqual([name, token(`family-${name}`)[index]]);
  }
});
