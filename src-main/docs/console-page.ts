import { cli } from '../cli/captured.ts';

/** A command line with its output. Blocks that hold measured times are marked as text, and stay as they are. */
const block = /^```console\n\$ npx blockwright (.*)\n([\s\S]*?)\n?```$/gm;

/** The command lines of a page, without the program's name, with the output that stands below each. */
export const consoleExamples = (
  page: string,
): readonly { readonly line: string; readonly output: string }[] =>
  [...page.matchAll(block)].map(([, line = '', output = '']) => ({ line, output }));

/** What a command line prints on both streams; it needs no runner. */
export async function outputOf(line: string): Promise<string> {
  const { out, err } = await cli(line.split(' '));
  return (out + err).trimEnd();
}

/** A page with the present output below each of its command lines. */
export async function consolePage(page: string): Promise<string> {
  const outputs = new Map<string, string>();
  for (const { line } of consoleExamples(page))
    if (!outputs.has(line)) outputs.set(line, await outputOf(line));
  return page.replaceAll(
    block,
    (_, line: string) => `\`\`\`console\n$ npx blockwright ${line}\n${outputs.get(line)}\n\`\`\``,
  );
}
