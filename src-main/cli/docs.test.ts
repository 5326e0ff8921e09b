import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cli } from './captured.ts';

const path = new URL('../../docs/cli.md', import.meta.url);
const page = readFileSync(path, 'utf8');

/** Command lines with their output. Blocks that hold measured times are marked as text and not compared. */
const block = /^```console\n\$ npx blockwright (.*)\n([\s\S]*?)\n```$/gm;
const examples = [...page.matchAll(block)].map(([, line = '', output = '']) => ({ line, output }));

async function outputOf(line: string): Promise<string> {
  const { out, err } = await cli(line.split(' '));
  return (out + err).trimEnd();
}

test('the page has an example of every command that gives the same everywhere', () => {
  const commands = new Set(examples.map(({ line }) => line.split(' ')[0]));
  expect([...commands].sort()).toEqual(['analyze', 'audit', 'compare', 'formula', 'presets']);
});

// UPDATE_DOCS=1 npx vitest run src-main/cli/docs.test.ts writes the present outputs into the page.
if (process.env.UPDATE_DOCS) {
  test('docs/cli.md is brought up to date', async () => {
    const outputs = new Map<string, string>();
    for (const { line } of examples) outputs.set(line, await outputOf(line));
    const updated = page.replaceAll(
      block,
      (_, line: string) => `\`\`\`console\n$ npx blockwright ${line}\n${outputs.get(line)}\n\`\`\``,
    );
    writeFileSync(path, updated);
  });
} else {
  test.each(examples)('docs/cli.md: $line', async ({ line, output }) => {
    expect(await outputOf(line)).toBe(output);
  });
}
