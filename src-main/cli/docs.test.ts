import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cli } from './captured.ts';

/** Pages whose examples are command lines with their output. */
const pages = ['docs/cli.md', 'docs/formulas.md'].map((name) => {
  const path = new URL(`../../${name}`, import.meta.url);
  return { name, path, text: readFileSync(path, 'utf8') };
});

/** Command lines with their output. Blocks that hold measured times are marked as text and not compared. */
const block = /^```console\n\$ npx blockwright (.*)\n([\s\S]*?)\n?```$/gm;
const examples = pages.flatMap(({ name, text }) =>
  [...text.matchAll(block)].map(([, line = '', output = '']) => ({ name, line, output })),
);

async function outputOf(line: string): Promise<string> {
  const { out, err } = await cli(line.split(' '));
  return (out + err).trimEnd();
}

test('the page of the command line has an example of every command that gives the same everywhere', () => {
  const own = examples.filter(({ name }) => name === 'docs/cli.md');
  const commands = new Set(own.map(({ line }) => line.split(' ')[0]));
  expect([...commands].sort()).toEqual([
    'analyze',
    'audit',
    'compare',
    'crossover',
    'formula',
    'presets',
    'sensitivity',
    'solve',
    'trial',
  ]);
});

// UPDATE_DOCS=1 npx vitest run src-main/cli/docs.test.ts writes the present outputs into the pages.
if (process.env.UPDATE_DOCS) {
  test('the pages are brought up to date', async () => {
    const outputs = new Map<string, string>();
    for (const { line } of examples) if (!outputs.has(line)) outputs.set(line, await outputOf(line));
    for (const { path, text } of pages) {
      const updated = text.replaceAll(
        block,
        (_, line: string) => `\`\`\`console\n$ npx blockwright ${line}\n${outputs.get(line)}\n\`\`\``,
      );
      if (updated !== text) writeFileSync(path, updated);
    }
  });
} else {
  test.each(examples)('$name: $line', async ({ line, output }) => {
    expect(await outputOf(line)).toBe(output);
  });
}
