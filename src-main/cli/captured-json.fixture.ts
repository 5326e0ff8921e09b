import { cli } from './captured.ts';
import type { ExitCode } from './run-cli.ts';

/** Runs a command line with `--json` and reads the one document it printed; `code` is how it ended. */
export async function cliJson(
  args: readonly string[],
  entry?: string,
): Promise<{ code: ExitCode; json: unknown; err: string }> {
  const { code, out, err } = await cli([...args, '--json'], entry);
  return { code, json: JSON.parse(out), err };
}
