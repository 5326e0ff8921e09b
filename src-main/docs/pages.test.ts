import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { consoleExamples, outputOf } from './console-page.ts';
import { conventionsPage } from './conventions-page.ts';
import { generatedPages } from './pages.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const consolePaths = ['docs/cli.md', 'docs/formulas.md'];

describe('npm run docs has been run since the code changed', () => {
  const whole = generatedPages.filter(({ path }) => !consolePaths.includes(path));

  test.each(whole)('$path', async ({ path, text }) => {
    const page = read(path);
    expect(page, 'run npm run docs').toBe(await text(page));
  });

  const examples = consolePaths.flatMap((path) =>
    consoleExamples(read(path)).map((example) => ({ path, ...example })),
  );

  test.each(examples)('$path: $line', async ({ line, output }) => {
    expect(await outputOf(line), 'run npm run docs').toBe(output);
  });
});

test.each(generatedPages)('$path says on its first line which command writes it', ({ path }) => {
  expect(read(path).split('\n')[0]).toMatch(/^<!-- .*`npm run docs`/);
});

test('the page of the command line has an example of every command that gives the same everywhere', () => {
  const commands = consoleExamples(read('docs/cli.md')).map(({ line }) => line.split(' ')[0]);
  expect([...new Set(commands)].sort()).toEqual([
    'analyze',
    'audit',
    'compare',
    'crossover',
    'find',
    'formula',
    'presets',
    'sensitivity',
    'solve',
    'trial',
  ]);
});

test('a page brings the outputs below its command lines up to date, and leaves the rest alone', async () => {
  const { text } = generatedPages.find(({ path }) => path === 'docs/cli.md')!;
  const page = (output: string) =>
    `before\n\n\`\`\`console\n$ npx blockwright audit wide-resnet-50-2\n${output}\`\`\`\n\n\`\`\`text\n12 ms\n\`\`\`\n`;
  const present = page('nothing published about wide-resnet-50-2 is on record\n');
  expect(await text(page('an older output\n'))).toBe(present);
  expect(await text(page(''))).toBe(present);
});

test('a page of conventions without its marks is refused', () => {
  expect(() => conventionsPage('# What the numbers mean\n')).toThrow('<!-- conventions -->');
});
