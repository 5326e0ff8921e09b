import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cli } from './captured.ts';

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');

/** Command lines with their output. Blocks that hold measured times are marked as text and not compared. */
const examples = [...page.matchAll(/^```console\n\$ npx blockwright (.*)\n([\s\S]*?)\n```$/gm)].map(
  ([, line = '', output = '']) => ({ line, output }),
);

test('the page has an example of every command that gives the same everywhere', () => {
  const commands = new Set(examples.map(({ line }) => line.split(' ')[0]));
  expect([...commands].sort()).toEqual(['analyze', 'compare', 'formula', 'presets']);
});

test.each(examples)('docs/cli.md: $line', async ({ line, output }) => {
  const { out, err } = await cli(line.split(' '));
  expect((out + err).trimEnd()).toBe(output);
});
