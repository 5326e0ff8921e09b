import { expect, test } from 'vitest';
import type { Context } from './surface.ts';
import { Writing } from './writing.ts';

test('each typeface is set once for all that is written in it, and nothing is written twice', () => {
  const done: string[] = [];
  const context = {
    set font(font: string) {
      done.push(font);
    },
    set fillStyle(colour: string) {
      done.push(colour);
    },
    fillText: (text: string, x: number, y: number) => void done.push(`${text} ${x} ${y}`),
  };
  const writing = new Writing(context as unknown as Context);
  const add = (font: string, text: string, colour: string) =>
    writing.add(font, { text, x: 1, baseline: 2, colour });
  add('sans', 'conv1', 'ink');
  add('mono', '3 × 3', 'quiet');
  add('sans', 'conv2', 'ink');
  writing.finish();
  expect(done).toEqual(['sans', 'ink', 'conv1 1 2', 'conv2 1 2', 'mono', 'quiet', '3 × 3 1 2']);
  writing.finish();
  expect(done).toHaveLength(7);
});
